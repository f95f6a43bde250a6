import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { pulumiScp, variablesOf } from "../support/command";
import { EmulatorProcess } from "../support/emulator-process";
import { writeSettings } from "../support/settings";

let emulator: EmulatorProcess;
let folder: string;
let keyId: string;

beforeAll(async () => {
  emulator = await EmulatorProcess.start();
  folder = await mkdtemp(join(tmpdir(), "pulumi-scp-verbose-"));
  keyId = (await emulator.client.keys.create("orders")).id;
});

afterAll(async () => {
  await emulator.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("with --verbose", () => {
  const commands: readonly (readonly [string, () => readonly string[]])[] = [
    ["inventory", () => ["inventory", "--json"]],
    ["import", () => ["import", "--id", keyId, "--out", join(folder, "out"), "--json"]],
    ["adopt", () => ["adopt", keyId]],
  ];

  test.each(commands)("%s says on the error stream where each setting comes from", async (_, args) => {
    const { code, stdout, stderr } = await pulumiScp([...args(), "--verbose"], variablesOf(emulator));
    expect(code).toBe(0);
    const lines = stderr.split("\n");
    expect(lines.slice(0, 7).map((line) => line.replace(/ +/, ": "))).toEqual([
      "SETTING: SOURCE",
      "scp:accessKey: environment variable SCP_ACCESS_KEY",
      "scp:secretKey: environment variable SCP_SECRET_KEY",
      "scp:region: environment variable SCP_REGION",
      "scp:endpoint: environment variable SCP_ENDPOINT",
      "spaceone:token: environment variable SPACEONE_TOKEN",
      "spaceone:endpoint: environment variable SPACEONE_ENDPOINT",
    ]);
    const { accessKey, secretKey, spaceoneToken = "", url } = emulator.address;
    for (const value of [accessKey, secretKey, spaceoneToken, url, "kr-west1"]) expect(stderr).not.toContain(value);
    expect(stdout).not.toContain("SETTING");
  });

  test("a file that cannot be read is named beside what was found", async () => {
    writeSettings(folder, ".cfctl/setting.yaml", "{");
    const { SPACEONE_ENDPOINT: _, SPACEONE_TOKEN: __, ...scpAlone } = variablesOf(emulator);
    const { code, stderr } = await pulumiScp(["inventory", "--kind", "KmsKey", "--verbose"], {
      ...scpAlone,
      HOME: folder,
    });
    expect(code).toBe(0);
    expect(stderr).toContain("scp:region");
    expect(stderr).toContain(`the file ${join(folder, ".cfctl/setting.yaml")} is not YAML`);
  });

  test("nothing that was found is said, too", async () => {
    const { code, stderr } = await pulumiScp(["inventory", "--verbose"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^No setting was found\n/);
  });
});

test("without it nothing is said", async () => {
  const { stderr } = await pulumiScp(["inventory"], variablesOf(emulator));
  expect(stderr).toBe("");
});
