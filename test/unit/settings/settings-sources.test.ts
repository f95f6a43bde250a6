import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

import { settingsSources, type SettingsSources } from "../../../provider/settings/reading/sources";
import type { Cloud } from "../../../provider/settings/table";
import { stackSettings, writeSettings } from "../../support/settings";

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "pulumi-scp-home-"));
});

afterEach(() => {
  rmSync(home, { recursive: true });
});

const sourcesOf = (
  cloud: Cloud,
  config: Record<string, string> = {},
  env: Record<string, string> = {},
): SettingsSources => settingsSources(cloud, stackSettings(config, env, home));

const found = (key: string, source: string): object => ({ key, source });

describe("each setting's source is that of the connection", () => {
  test("for values that stand in several places", () => {
    writeSettings(home, ".scpconf/config.json", { "default-region": "kr-east1", "auth-url": "https://iam.test/v1" });
    const { settings, problems } = sourcesOf(
      "scp",
      { "scp:region": "kr-west1", "scp:timeoutSeconds": "5" },
      { SCP_REGION: "kr-east1", SCP_ACCESS_KEY: "a", SCP_SECRET_KEY: "b" },
    );
    expect(settings).toEqual([
      found("scp:accessKey", "environment variable SCP_ACCESS_KEY"),
      found("scp:secretKey", "environment variable SCP_SECRET_KEY"),
      found("scp:region", "configuration scp:region"),
      found("scp:authUrl", `auth-url in the file ${join(home, ".scpconf/config.json")}`),
      found("scp:timeoutSeconds", "configuration scp:timeoutSeconds"),
    ]);
    expect(problems).toEqual([]);
  });

  test("for half a pair of keys, which nothing else completes", () => {
    const { settings } = sourcesOf("scp", { "scp:accessKey": "a" }, { SCP_ACCESS_KEY: "c", SCP_SECRET_KEY: "d" });
    expect(settings).toEqual([found("scp:accessKey", "configuration scp:accessKey")]);
  });

  test("for a profile and what it holds", () => {
    writeSettings(home, ".scpconf/credentials.json", { backup: { "access-key": "a", "secret-key": "b" } });
    const profile = `in profile backup of the file ${join(home, ".scpconf/credentials.json")}`;
    expect(sourcesOf("scp", {}, { SCP_PROFILE: "backup" }).settings).toEqual([
      found("scp:accessKey", `access-key ${profile}`),
      found("scp:secretKey", `secret-key ${profile}`),
      found("scp:profile", "environment variable SCP_PROFILE"),
    ]);
  });

  test("for cfctl, which has both of SpaceONE's or none", () => {
    const values = "    endpoint: console.example.test\n    token: t\n";
    writeSettings(home, ".cfctl/setting.yaml", `environment: dev-app\nenvironments:\n  dev-app:\n${values}`);
    const where = `in environment dev-app of the file ${join(home, ".cfctl/setting.yaml")}`;
    expect(sourcesOf("spaceone").settings).toEqual([
      found("spaceone:token", `token ${where}`),
      found("spaceone:endpoint", `endpoint ${where}`),
    ]);
    expect(sourcesOf("spaceone", { "spaceone:token": "x" }).settings).toEqual([
      found("spaceone:token", "configuration spaceone:token"),
    ]);
  });
});

describe("a place that cannot be read", () => {
  test("is told once, and hides nothing that stands before it", () => {
    writeSettings(home, ".scpconf/config.json", "{");
    const { settings, problems } = sourcesOf("scp", { "scp:region": "kr-west1" });
    expect(settings).toEqual([found("scp:region", "configuration scp:region")]);
    expect(problems).toEqual([expect.stringContaining(`the file ${join(home, ".scpconf/config.json")} is not JSON`)]);
  });

  test("may be the profile, or the file of cfctl", () => {
    expect(sourcesOf("scp", { "scp:profile": "gone" }).problems).toEqual([
      expect.stringContaining("names the profile gone"),
    ]);
    writeSettings(home, ".cfctl/setting.yaml", "{");
    expect(sourcesOf("spaceone").problems).toEqual([expect.stringContaining("is not YAML")]);
  });
});

test("nothing that is set has no source", () => {
  expect(sourcesOf("spaceone")).toEqual({ settings: [], problems: [] });
});

test("no value is among the sources", () => {
  const env = { SCP_ACCESS_KEY: "marker-1", SCP_SECRET_KEY: "marker-2", SPACEONE_TOKEN: "marker-3" };
  const all = (["scp", "spaceone"] as const).map((cloud) => sourcesOf(cloud, { "scp:region": "marker-4" }, env));
  expect(JSON.stringify(all)).not.toContain("marker");
});
