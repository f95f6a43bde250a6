import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";

import type { EmulatorClient } from "../support/emulator-client";
import { usePluginFixture } from "../support/plugin-fixture";
import type { PluginProcess } from "../support/plugin-process";
import { writeSettings } from "../support/settings";

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

test("a stack's region is found in the catalogue, and its objects are there alone", async () => {
  const { url } = fixture.emulator.address;
  const region = { "scp:endpoint": "", "scp:authUrl": `${url}/v1`, "scp:region": "kr-east1" };
  const requests = await makeKeys(await fixture.startPlugin(region), 1);
  expect(requests).toContain("POST /regions/kr-east1/services/kms/v1/kms/transit");
  expect(await client.keys.only()).toMatchObject({ place: "s/kr-east1", region: "kr-east1" });
  expect((await client.call("GET", "/v1/kms/transit")).body).toMatchObject({ count: 0 });
});

test("a region that the catalogue does not have is an error, and no request goes anywhere else", async () => {
  const { url } = fixture.emulator.address;
  const plugin = await fixture.startPlugin({
    "scp:endpoint": "",
    "scp:authUrl": `${url}/v1`,
    "scp:region": "kr-south1",
  });
  await expect(makeKeys(plugin, 1)).rejects.toThrow("has kms in kr-west1, kr-east1, not in scp:region kr-south1");
  expect((await client.requests()).map(({ path }) => path)).toEqual(["/v1/endpoints"]);
});

describe("all settings can come from", () => {
  let home: string;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "pulumi-scp-home-"));
  });

  afterEach(async () => {
    await rm(home, { recursive: true });
  });

  /** What a source says, in its own words. */
  const address = () => {
    const { url, accessKey, secretKey } = fixture.emulator.address;
    const region = "kr-west1";
    return {
      own: { SCP_ENDPOINT: url, SCP_REGION: region, SCP_ACCESS_KEY: accessKey, SCP_SECRET_KEY: secretKey },
      terraform: {
        SCP_TF_ENDPOINT_OVERRIDE: url,
        SCP_TF_DEFAULT_REGION: region,
        SCP_TF_ACCESS_KEY: accessKey,
        SCP_TF_SECRET_KEY: secretKey,
      },
      keys: { "access-key": accessKey, "secret-key": secretKey },
      place: { "auth-url": `${url}/v1`, "default-region": region },
      commandLine: {
        auth_url: `${url}/v1/endpoints`,
        access_key: accessKey,
        access_secret_key: secretKey,
        default_scp_region: region,
      },
    };
  };
  /** Keys that the emulator refuses: a source that came first would be noticed. */
  const wrong = { "access-key": "WRONG", "secret-key": "WRONG" };

  async function createdWith(config: Record<string, string>, env: Record<string, string> = {}): Promise<string[]> {
    return makeKeys(await fixture.startPlugin({ ...unset, ...config }, { HOME: home, ...env }), 1);
  }

  test("the own variables", async () => {
    writeSettings(home, ".scpconf/credentials.json", wrong);
    const env = { ...address().own, SCP_TF_ACCESS_KEY: "WRONG", SCP_TF_SECRET_KEY: "WRONG" };
    expect(await createdWith({}, env)).toEqual(["POST /v1/kms/transit"]);
  });

  test("the Terraform provider's variables", async () => {
    writeSettings(home, ".scpconf/credentials.json", wrong);
    expect(await createdWith({}, address().terraform)).toEqual(["POST /v1/kms/transit"]);
  });

  test("the Terraform provider's files", async () => {
    writeSettings(home, ".scpconf/credentials.json", address().keys);
    writeSettings(home, ".scpconf/config.json", address().place);
    writeSettings(home, "scp/cli-config.json", { access_key: "WRONG", access_secret_key: "WRONG" });
    expect(await createdWith({})).toContain("POST /services/kms/v1/kms/transit");
  });

  test("the command line tool's file", async () => {
    writeSettings(home, "scp/cli-config.json", address().commandLine);
    expect(await createdWith({})).toContain("POST /services/kms/v1/kms/transit");
  });

  test.each([
    [
      "the configuration names, before variables",
      { "scp:profile": "backup" },
      { SCP_ACCESS_KEY: "W", SCP_SECRET_KEY: "W" },
    ],
    ["SCP_PROFILE names, before files", {}, { SCP_PROFILE: "backup" }],
    ["an explicit provider names", { "scp:explicit": "true", "scp:profile": "backup" }, { SCP_PROFILE: "other" }],
  ])("a profile that %s", async (_, config, env) => {
    const { keys, place } = address();
    writeSettings(home, ".scpconf/credentials.json", { ...wrong, backup: keys });
    writeSettings(home, ".scpconf/config.json", { "auth-url": "https://elsewhere.test", backup: place });
    expect(await createdWith(config, env)).toContain("POST /services/kms/v1/kms/transit");
  });

  test("a file, and one that is not what its tool writes is an error of each call", async () => {
    writeSettings(home, ".scpconf/credentials.json", "{");
    await expect(createdWith({})).rejects.toThrow(`the file ${join(home, ".scpconf/credentials.json")} is not JSON`);
  });
});

test("an explicit provider reads neither variables nor files that it does not name", async () => {
  const { url, accessKey, secretKey } = fixture.emulator.address;
  const home = await mkdtemp(join(tmpdir(), "pulumi-scp-home-"));
  writeSettings(home, ".scpconf/credentials.json", { "access-key": accessKey, "secret-key": secretKey });
  const env = { HOME: home, SCP_ACCESS_KEY: accessKey, SCP_SECRET_KEY: secretKey };
  const plugin = await fixture.startPlugin({ ...unset, "scp:explicit": "true", "scp:endpoint": url }, env);
  await expect(makeKeys(plugin, 1)).rejects.toThrow(/no SCP credentials: .*accessKeyEnv, secretKeyEnv.* profile/);
  expect(await client.requests()).toEqual([]);
  await rm(home, { recursive: true });
});

test("without any credentials each call says how to give some", async () => {
  const plugin = await fixture.startPlugin(unset, { HOME: tmpdir() });
  await expect(makeKeys(plugin, 2)).rejects.toThrow(/no SCP credentials: set scp:accessKey and scp:secretKey/);
});

test("an API version past its day is warned about once, and used", async () => {
  const plugin = await fixture.startPlugin({ "scp:apiVersions": '{"kms":"1.0"}' });
  await makeKeys(plugin, 3);
  const warning = "scp:apiVersions chooses kms 1.0, which is unsupported since 2025-12-31: leave it out to use 1.2";
  await plugin.said(warning);
  expect(plugin.errors.split(warning)).toHaveLength(2);
  expect((await client.requests()).map(({ version }) => version)).toEqual(["kms 1.0", "kms 1.0", "kms 1.0"]);
});

test("a proxy of the environment is not asked for this machine", async () => {
  const plugin = await fixture.startPlugin({}, { HTTP_PROXY: "http://127.0.0.1:9", http_proxy: "http://127.0.0.1:9" });
  expect(await makeKeys(plugin, 1)).toEqual(["POST /v1/kms/transit"]);
});

test("a file of authorities that cannot be read is an error that names the variable", async () => {
  const plugin = await fixture.startPlugin({}, { SSL_CERT_FILE: "/nonexistent/ca.pem" });
  await expect(makeKeys(plugin, 1)).rejects.toThrow("the environment variable SSL_CERT_FILE names /nonexistent/ca.pem");
});
