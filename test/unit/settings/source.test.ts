import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { readScpSettings, type ScpSettings } from "../../../provider/settings/reading/scp-settings";
import type { SettingsSource } from "../../../provider/settings/reading/source";
import { readSpaceoneSettings } from "../../../provider/settings/reading/spaceone-settings";
import { settingsSource } from "../../../provider/settings/reading/source";
import { writeSettings } from "../../support/settings";

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "pulumi-scp-home-"));
});

afterEach(() => {
  rmSync(home, { recursive: true });
});

/** What an explicit provider with these inputs has. */
function sourceOf(inputs: Record<string, string>, env: Record<string, string>): SettingsSource {
  const all: Record<string, string> = { "scp:explicit": "true", ...inputs };
  return settingsSource({ get: (key) => all[key] }, env, home);
}

const read = (inputs: Record<string, string>, env: Record<string, string> = {}): ScpSettings =>
  readScpSettings(sourceOf(inputs, env));

describe("an explicit provider", () => {
  const variables = {
    SCP_ACCESS_KEY: "ENV-AK",
    SCP_SECRET_KEY: "ENV-SK",
    SCP_REGION: "env-region",
    SCP_ENDPOINT: "https://env.test",
    SCP_PROFILE: "backup",
  };

  test("reads the variables that it names, and no other one", () => {
    const named = { "scp:accessKeyEnv": "A", "scp:secretKeyEnv": "B" };
    const settings = read(named, { ...variables, A: "NAMED-AK", B: "NAMED-SK" });
    expect(settings).toMatchObject({ accessKey: "NAMED-AK", secretKey: "NAMED-SK" });
    expect([settings.region, settings.endpoint]).toEqual([undefined, undefined]);
    expect(() => read(named, { A: "NAMED-AK" })).toThrow("the environment variable B, which scp:secretKeyEnv names");
    expect(() => read(named, { A: "AK", B: "with space" })).toThrow("environment variable B has a space");
  });

  test("without credentials says what it can be given, and takes none from elsewhere", () => {
    writeSettings(home, ".scpconf/credentials.json", { "access-key": "AK", "secret-key": "SK", backup: {} });
    const attempt = (): unknown => read({}, variables);
    expect(attempt).toThrow(/^no SCP credentials: .*accessKey, secretKey.*accessKeyEnv, secretKeyEnv.*profile/);
    expect(attempt).not.toThrow(/SCP_ACCESS_KEY/);
  });

  test("has its own inputs before its profile, and that before what it took from the stack", () => {
    writeSettings(home, ".scpconf/credentials.json", { backup: { "access-key": "AK", "secret-key": "SK" } });
    writeSettings(home, ".scpconf/config.json", {
      "default-region": "outside",
      backup: { "default-region": "profiles", "account-id": "profiles", "auth-url": "https://profiles.test" },
    });
    const settings = read({
      "scp:profile": "backup",
      "scp:inherited": "scp:region,scp:maxRetries,scp:authUrl",
      "scp:region": "stacks",
      "scp:authUrl": "https://stacks.test",
      "scp:maxRetries": "3",
      "scp:accountId": "own",
    });
    expect(settings).toMatchObject({ accessKey: "AK", region: "profiles", accountId: "own", maxRetries: 3 });
    expect(settings.authUrl?.href).toBe("https://profiles.test/");
  });

  test("has SpaceONE's token from the variable that it names, and from no other one", () => {
    const endpoint = { "spaceone:endpoint": "https://spaceone.test" };
    const env = { SPACEONE_TOKEN: "wrong", SPACEONE_ENDPOINT: "https://wrong.test", OTHER: "named" };
    expect(readSpaceoneSettings(sourceOf({ ...endpoint, "spaceone:tokenEnv": "OTHER" }, env)).token).toEqual({
      value: "named",
      source: "environment variable OTHER",
    });
    expect(() => readSpaceoneSettings(sourceOf(endpoint, env))).toThrow("but no SpaceONE token: give this ScpProvider");
    expect(() => readSpaceoneSettings(sourceOf({ "scp:profile": "p" }, env))).toThrow("no SpaceONE credentials");
  });
});
