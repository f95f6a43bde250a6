import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";

import { usePluginFixture } from "../support/plugin-fixture";
import { writeSettings } from "../support/settings";

const fixture = usePluginFixture();
/** Plays the part of a console, which tells where the REST API is. */
let consoleServer: Server;
let consoleUrl: string;
let asked: { path: string | undefined; headers: IncomingHttpHeaders }[];
let home: string;

beforeAll(async () => {
  consoleServer = createServer(({ url, headers }, response) => {
    asked.push({ path: url, headers });
    const { address } = fixture.emulator;
    response.end(JSON.stringify({ CONSOLE_API_V2: { ENDPOINT: address.url } }));
  });
  await new Promise<void>((resolve) => consoleServer.listen(0, "127.0.0.1", resolve));
  consoleUrl = `http://127.0.0.1:${String((consoleServer.address() as AddressInfo).port)}`;
});

afterAll(async () => {
  await new Promise((resolve) => consoleServer.close(resolve));
});

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "pulumi-scp-home-"));
  asked = [];
});

afterEach(async () => {
  await rm(home, { recursive: true });
});

const token = (): string => fixture.emulator.address.spaceoneToken ?? "";
const setting = (environment: string, line = ""): string =>
  `environment: ${environment}\nenvironments:\n  ${environment}:\n    endpoint: ${consoleUrl}\n    proxy: true\n${line}`;

/** Makes, refreshes and destroys a cloud service with nothing but the files of the home folder. */
async function live(): Promise<void> {
  const plugin = await fixture.startPlugin({ "spaceone:endpoint": "", "spaceone:token": "" }, { HOME: home });
  try {
    const stack = fixture.stack("CloudService");
    stack.use(plugin);
    await stack.up({ provider: "scp", cloudServiceGroup: "KMS", cloudServiceType: "Key", data: { version: 1 } });
    expect(await fixture.emulator.client.cloudServices.stored()).toMatchObject([{ state: "ACTIVE" }]);
    expect(await stack.refresh()).toEqual([]);
    await stack.destroy();
    expect(await fixture.emulator.client.cloudServices.stored()).toMatchObject([{ state: "DELETED" }]);
  } finally {
    await plugin.stop();
  }
}

describe("a stack lives on the settings of cfctl:", () => {
  test.each(["tenant", "tenant-app"])("an environment %s with its token", async (name) => {
    writeSettings(home, ".cfctl/setting.yaml", setting(name, `    token: ${token()}\n`));
    await live();
  });

  test("a user's session", async () => {
    writeSettings(home, ".cfctl/setting.yaml", setting("tenant-user"));
    writeSettings(home, ".cfctl/cache/tenant-user/access_token", `${token()}\n`);
    await live();
  });

  afterEach(() => {
    expect(asked.map(({ path }) => path)).toEqual(["/config/production.json"]);
    expect(asked[0]?.headers).not.toHaveProperty("authorization");
  });
});

test("an environment that was never logged in to is an error that names the file, and nothing is sent", async () => {
  writeSettings(home, ".cfctl/setting.yaml", setting("tenant-app", "    token: no_token\n"));
  await expect(live()).rejects.toThrow(
    `environment tenant-app of the file ${home}/.cfctl/setting.yaml has no token: ` +
      "write an app's client secret there, or set spaceone:token",
  );
  expect(asked).toEqual([]);
  expect(await fixture.emulator.client.requests()).toEqual([]);
});
