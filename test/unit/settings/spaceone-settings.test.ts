import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

import { readSpaceoneSettings, type SpaceoneSettings } from "../../../provider/settings/reading/spaceone-settings";
import { stackSettings, writeSettings } from "../../support/settings";

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "pulumi-scp-home-"));
});

afterEach(() => {
  rmSync(home, { recursive: true });
});

const read = (config: Record<string, string> = {}, env: Record<string, string> = {}): SpaceoneSettings =>
  readSpaceoneSettings(stackSettings(config, env, home));

const configured = { "spaceone:endpoint": "https://configured.test/api", "spaceone:token": "configured" };
const variables = { SPACEONE_ENDPOINT: "https://variable.test", SPACEONE_TOKEN: "variable" };

/** A file of cfctl with one environment. */
const cfctl = (environment: string, lines: string): void => {
  writeSettings(home, ".cfctl/setting.yaml", `environment: ${environment}\nenvironments:\n  ${environment}:\n${lines}`);
};
const app = "    endpoint: console.example.test\n    proxy: true\n    token: from-cfctl\n";

describe("endpoint and token come", () => {
  beforeEach(() => {
    cfctl("dev-app", app);
  });

  test("from the configuration first", () => {
    expect(read(configured, variables)).toMatchObject({
      endpoint: { api: new URL("https://configured.test/api") },
      token: { value: "configured", source: "configuration spaceone:token" },
    });
  });

  test("from variables next, each for itself", () => {
    expect(read({}, variables)).toMatchObject({
      endpoint: { api: new URL("https://variable.test") },
      token: { value: "variable", source: "environment variable SPACEONE_TOKEN" },
    });
    expect(read({ "spaceone:endpoint": "https://configured.test" }, variables)).toMatchObject({
      endpoint: { api: new URL("https://configured.test") },
      token: { value: "variable" },
    });
  });

  test("from cfctl at last", () => {
    expect(read()).toMatchObject({
      endpoint: { console: new URL("https://console.example.test") },
      token: {
        value: "from-cfctl",
        source: `token in environment dev-app of the file ${join(home, ".cfctl/setting.yaml")}`,
      },
    });
  });
});

test("cfctl's token is never sent to another endpoint than cfctl's", () => {
  cfctl("dev-app", app);
  expect(() => read({ "spaceone:endpoint": "https://elsewhere.test" })).toThrow(
    "configuration spaceone:endpoint is set, but no SpaceONE token: set spaceone:token or the environment variable SPACEONE_TOKEN",
  );
  expect(() => read({}, { SPACEONE_TOKEN: "x" })).toThrow(
    "environment variable SPACEONE_TOKEN is set, but no SpaceONE endpoint: set spaceone:endpoint",
  );
});

test("a broken file of cfctl does not matter where it is not needed", () => {
  writeSettings(home, ".cfctl/setting.yaml", "{");
  expect(read(configured).token.value).toBe("configured");
});

test("a user's token comes from cfctl's cache", () => {
  cfctl("dev-user", "    endpoint: https://console.example.test\n    token: no_token\n");
  const file = join(home, ".cfctl/cache/dev-user/access_token");
  expect(() => read()).toThrow(`the file ${file} has no token: run cfctl login`);
  writeSettings(home, ".cfctl/cache/dev-user/access_token", "session\n");
  expect(read().token).toEqual({ value: "session", source: `the file ${file}` });
});

test.each([
  ["console.example.test", "https://console.example.test/"],
  ["https://console.example.test", "https://console.example.test/"],
  ["http://console.example.test", "https://console.example.test/"],
  ["http://127.0.0.1:8080", "http://127.0.0.1:8080/"],
])("cfctl's console %s is asked at %s", (endpoint, url) => {
  cfctl("dev-app", `    endpoint: ${endpoint}\n    token: x\n`);
  expect(read().endpoint).toEqual({ console: new URL(url) });
});

describe("is an error that names its source:", () => {
  test.each([
    ["{", "is not YAML"],
    ["- a\n", "is not as cfctl writes it"],
    ["environments: {}\n", "is not as cfctl writes it (environment)"],
    ["environment: dev\nenvironments: {dev: text}\n", "is not as cfctl writes it (environments.dev)"],
    ["environment: dev-app\nenvironments: {}\n", "has no environment dev-app"],
  ])("a file of cfctl %j", (content, message) => {
    writeSettings(home, ".cfctl/setting.yaml", content);
    expect(() => read()).toThrow(`the file ${join(home, ".cfctl/setting.yaml")} ${message}`);
  });

  test.each([
    ["    token: x\n", "has no endpoint"],
    ["    endpoint: console.test\n", "has no token: write an app's client secret there, or set spaceone:token"],
    ["    endpoint: console.test\n    token: no_token\n", "has no token: write an app's client secret there"],
    ["    endpoint: console.test\n    token:\n", "has no token"],
  ])("an environment with %j", (lines, message) => {
    cfctl("dev-app", lines);
    expect(() => read()).toThrow(`environment dev-app of the file ${join(home, ".cfctl/setting.yaml")} ${message}`);
  });

  test.each(["grpc://localhost:50051", "grpc+ssl://identity.example.test:443/v1"])("the address %s", (endpoint) => {
    cfctl("local", `    endpoint: ${endpoint}\n    token: x\n`);
    expect(() => read()).toThrow(/^endpoint in environment local of the file .* is of gRPC.* set spaceone:endpoint/);
    expect(() => read({ ...configured, "spaceone:endpoint": endpoint })).toThrow(
      "configuration spaceone:endpoint is an address of gRPC: give the address of the REST API",
    );
  });

  test("plain http to another machine, and a token with a line end", () => {
    expect(() => read({ ...configured, "spaceone:endpoint": "http://spaceone.test" })).toThrow(
      "configuration spaceone:endpoint must use https",
    );
    const attempt = (): unknown => read({}, { ...variables, SPACEONE_TOKEN: "marker\n" });
    expect(attempt).toThrow("environment variable SPACEONE_TOKEN has a space, a line end");
    expect(attempt).not.toThrow("marker");
  });

  test("nothing at all", () => {
    expect(() => read()).toThrow(
      /^no SpaceONE credentials: set spaceone:endpoint and spaceone:token .*SPACEONE_TOKEN.*setting\.yaml/,
    );
  });
});

describe("an explicit provider", () => {
  const explicit = (config: Record<string, string>): SpaceoneSettings =>
    readSpaceoneSettings({ ...stackSettings(config, variables, home), explicit: true });

  test("reads neither variables nor cfctl", () => {
    cfctl("dev-app", app);
    expect(explicit(configured).token.value).toBe("configured");
    expect(() => explicit({})).toThrow(/^no SpaceONE credentials: this ScpProvider .*endpoint, tokenEnv/);
    expect(() => explicit({ "spaceone:token": "x" })).toThrow("give this ScpProvider spaceone: { endpoint }");
    expect(() => explicit({ "spaceone:endpoint": "https://x.test" })).toThrow("spaceone: { token or tokenEnv }");
  });
});

test("the limits are those of all requests", () => {
  expect(read({ ...configured, "scp:maxRetries": "3", "scp:timeoutSeconds": "5" })).toMatchObject({
    maxRetries: 3,
    timeoutMs: 5000,
    maxConcurrency: 16,
  });
});
