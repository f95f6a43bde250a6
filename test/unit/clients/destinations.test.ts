import { afterEach, describe, expect, jest, test } from "@jest/globals";

import { Connection } from "../../../provider/clients/connection";
import { Deadline } from "../../../provider/clients/http/deadline";
import { Transport, type WireRequest } from "../../../provider/clients/http/transport";
import type { Operation } from "../../../provider/clients/operation";
import { certificateManagerOperations } from "../../../provider/clients/scp/certificatemanager/operations";
import { configInspectionOperations } from "../../../provider/clients/scp/configinspection/operations";
import { kmsOperations } from "../../../provider/clients/scp/kms/operations";
import { ScpClient } from "../../../provider/clients/scp/scp-client";
import { secretsManagerOperations } from "../../../provider/clients/scp/secretsmanager/operations";
import { secretVaultOperations } from "../../../provider/clients/scp/secretvault/operations";
import { SettingsError } from "../../../provider/settings/errors";
import { readScpSettings } from "../../../provider/settings/reading/scp-settings";
import { useApiServer, type ApiServer } from "../../support/api-server";
import { oddTexts } from "../../support/hostile";
import { stackSettings } from "../../support/settings";
import { spaceoneToken } from "../../support/spaceone-token";

// Where requests with credentials go, and what is in their headers, whatever a service or a setting says.

const secretKey = "destinations-secret-key-0123456789";
const keys = { "scp:accessKey": "destinations-access-key", "scp:secretKey": secretKey, "scp:maxRetries": "0" };
const token = spaceoneToken();

const connect = (config: Readonly<Record<string, string>>): Connection =>
  new Connection(
    stackSettings({ ...keys, "spaceone:token": token, "spaceone:maxRetries": "0", ...config }),
    () => undefined,
  );

const askScp = async (config: Readonly<Record<string, string>>): Promise<unknown> =>
  connect(config).scp(new Deadline(5000)).kms.showKey("k");
const askSpaceone = async (config: Readonly<Record<string, string>>): Promise<unknown> =>
  connect(config).spaceone(new Deadline(5000)).cloudServices.get("c");

describe("a redirect is not followed, to another host or to the same one", () => {
  const service = useApiServer();
  const other = useApiServer();

  const asks: readonly (readonly [string, (url: string) => Promise<unknown>])[] = [
    ["SCP", (url) => askScp({ "scp:endpoint": url })],
    ["SCP's catalogue", (url) => askScp({ "scp:authUrl": `${url}/v1`, "scp:region": "kr-west1" })],
    ["SpaceONE", (url) => askSpaceone({ "spaceone:endpoint": url })],
  ];

  const targets: readonly (readonly [string, (from: ApiServer, to: ApiServer) => string])[] = [
    ["another host", (_, to) => `${to.url}/v1/kms/transit/k`],
    ["another path", (from) => `${from.url}/elsewhere`],
    ["an address without a host", () => "/elsewhere"],
  ];

  test.each(
    asks.flatMap(([name, ask]) =>
      [301, 302, 303, 307, 308].flatMap((status) =>
        targets.map(([where, target]) => [name, status, where, ask, target] as const),
      ),
    ),
  )("of %s with %d to %s", async (_name, status, _where, ask, target) => {
    service.answer = () => ({ status, headers: { location: target(service, other) } });
    await expect(ask(service.url)).rejects.toThrow(new RegExp(String(status)));
    expect(service.seen).toHaveLength(1);
    expect(other.seen).toEqual([]);
  });
});

/** The requests that would be sent from now on. */
function collect(): readonly WireRequest[] {
  const sent: WireRequest[] = [];
  jest.spyOn(Transport.prototype, "send").mockImplementation((request) => {
    sent.push(request);
    return Promise.resolve({ status: 200, headers: {}, body: "{}" });
  });
  return sent;
}

describe("a setting of any content changes no header and no host", () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const names = ["accessKey", "secretKey", "region", "environment", "apiVersions", "authUrl", "endpoint", "endpoints"];

  test.each(names)("scp:%s", async (name) => {
    const usual = name === "authUrl" || name === "endpoint" ? {} : { "scp:endpoint": "https://scp.example.test" };
    const isMap = name === "apiVersions" || name === "endpoints";
    for (const text of oddTexts) {
      const maps = [text, JSON.stringify({ kms: text }), JSON.stringify({ [text]: "1.2" })];
      for (const value of isMap ? maps : [text]) await expectUsual({ ...usual, [`scp:${name}`]: value }, text);
    }
  });

  async function expectUsual(config: Readonly<Record<string, string>>, text: string): Promise<void> {
    const sent = collect();
    const failed = await askScp(config).catch((error: unknown) => error as Error);
    if (sent.length === 0) expect(failed).toBeInstanceOf(SettingsError);
    for (const { headers, url } of sent) {
      expect(Object.values(headers).filter((header) => /[^\x20-\x7e]/.test(header))).toEqual([]);
      // Only an address that the user gives leads elsewhere.
      expect(url.host).toBe(
        text === "https://evil.example/" && hasAddress(config) ? "evil.example" : "scp.example.test",
      );
    }
  }
});

/** Whether the setting is one of an address, for the service that is asked. */
function hasAddress(config: Readonly<Record<string, string>>): boolean {
  const { "scp:authUrl": authUrl, "scp:endpoint": endpoint, "scp:endpoints": endpoints = "{}" } = config;
  return authUrl !== undefined || endpoint?.includes("evil") === true || endpoints.includes('"kms":"https:');
}

describe("a value stays in its place of the path", () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const tables = {
    kms: kmsOperations,
    secretsmanager: secretsManagerOperations,
    secretvault: secretVaultOperations,
    certificatemanager: certificateManagerOperations,
    configinspection: configInspectionOperations,
  };
  const operations = Object.entries(tables).flatMap(([service, table]) =>
    Object.values<Operation>(table)
      .filter(({ path }) => path.includes("{"))
      .map((operation) => [service, operation.method, operation.path, operation] as const),
  );

  test.each(operations)("%s %s %s", async (service, _method, path, operation) => {
    const client = new ScpClient(
      readScpSettings(stackSettings({ ...keys, "scp:endpoint": "https://scp.example.test/base" })),
      () => undefined,
    );
    const [parameters, form] = [[...path.matchAll(/\{(\w+)\}/g)], `/base${path.replaceAll(/\{\w+\}/g, "[^/]+")}`];
    for (const text of [...oddTexts, ".", "..", "%2e%2e", "..;a", "\\..\\", "a/../b", "k%00"]) {
      const sent = collect();
      const values = Object.fromEntries(parameters.map(([, name = ""]) => [name, text]));
      const call = client.call(service, "1.0", operation, { path: values, deadline: new Deadline(5000) });
      const failed = await call.catch((error: unknown) => String(error));
      if (sent.length === 0) expect(failed).toMatch(/needs a value for|URI malformed/);
      for (const { url } of sent) {
        expect(url.pathname).toMatch(new RegExp(`^${form}$`));
        expect([url.host, url.search, url.hash]).toEqual(["scp.example.test", "", ""]);
      }
    }
  });
});
