import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { beforeAll, expect, test } from "@jest/globals";

import type { EmulatorClient } from "../support/emulator-client";
import { usePluginFixture } from "../support/plugin-fixture";
import type { PluginProcess } from "../support/plugin-process";

const fixture = usePluginFixture();
let client: EmulatorClient;

beforeAll(() => {
  ({ client } = fixture.emulator);
});

/** What the configuration does not say, others have to. */
const unset = { "scp:endpoint": "", "scp:accessKey": "", "scp:secretKey": "", "scp:region": "" };

async function makeKeys(plugin: PluginProcess, count: number): Promise<string[]> {
  try {
    const stacks = Array.from({ length: count }, () => fixture.stack("KmsKey"));
    for (const stack of stacks) stack.use(plugin);
    await Promise.all(stacks.map((stack) => stack.up({ purpose: "aes-256" })));
    return (await client.requests()).map(({ method, path }) => `${method} ${path}`);
  } finally {
    await plugin.stop();
  }
}

test("an endpoint catalogue is asked once, whatever the number of resources", async () => {
  const { url } = fixture.emulator.address;
  const plugin = await fixture.startPlugin({ "scp:endpoint": "", "scp:authUrl": `${url}/v1` });
  const requests = await makeKeys(plugin, 5);
  expect(requests.filter((request) => request === "GET /v1/endpoints")).toHaveLength(1);
  expect(requests.filter((request) => request === "POST /services/kms/v1/kms/transit")).toHaveLength(5);
});

test("a region that the catalogue does not have is an error, and no request goes anywhere else", async () => {
  const { url } = fixture.emulator.address;
  const plugin = await fixture.startPlugin({
    "scp:endpoint": "",
    "scp:authUrl": `${url}/v1`,
    "scp:region": "kr-east1",
  });
  await expect(makeKeys(plugin, 1)).rejects.toThrow("has kms in kr-west1, not in scp:region kr-east1");
  expect((await client.requests()).map(({ path }) => path)).toEqual(["/v1/endpoints"]);
});

test("all settings can come from the environment", async () => {
  const { url, accessKey, secretKey } = fixture.emulator.address;
  const env = { SCP_ENDPOINT: url, SCP_REGION: "kr-west1", SCP_ACCESS_KEY: accessKey, SCP_SECRET_KEY: secretKey };
  expect(await makeKeys(await fixture.startPlugin(unset, env), 1)).toEqual(["POST /v1/kms/transit"]);
});

test("all settings can come from the files of the Terraform provider", async () => {
  const { url, accessKey, secretKey } = fixture.emulator.address;
  const home = await mkdtemp(join(tmpdir(), "pulumi-scp-home-"));
  try {
    await mkdir(join(home, ".scpconf"));
    const keys = { "access-key": accessKey, "secret-key": secretKey };
    await writeFile(join(home, ".scpconf", "credentials.json"), JSON.stringify(keys));
    const place = { "auth-url": `${url}/v1`, "default-region": "kr-west1" };
    await writeFile(join(home, ".scpconf", "config.json"), JSON.stringify(place));
    expect(await makeKeys(await fixture.startPlugin(unset, { HOME: home }), 1)).toContain(
      "POST /services/kms/v1/kms/transit",
    );
  } finally {
    await rm(home, { recursive: true });
  }
});

test("without any credentials each call says how to give some", async () => {
  const plugin = await fixture.startPlugin(unset, { HOME: tmpdir() });
  await expect(makeKeys(plugin, 2)).rejects.toThrow(/no SCP credentials: set scp:accessKey and scp:secretKey/);
});

test("a proxy of the environment is not asked for this machine", async () => {
  const plugin = await fixture.startPlugin({}, { HTTP_PROXY: "http://127.0.0.1:9", http_proxy: "http://127.0.0.1:9" });
  expect(await makeKeys(plugin, 1)).toEqual(["POST /v1/kms/transit"]);
});

test("a file of authorities that cannot be read is an error that names the variable", async () => {
  const plugin = await fixture.startPlugin({}, { SSL_CERT_FILE: "/nonexistent/ca.pem" });
  await expect(makeKeys(plugin, 1)).rejects.toThrow("the environment variable SSL_CERT_FILE names /nonexistent/ca.pem");
});
