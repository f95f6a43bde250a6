import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import type { StoredSecret } from "../support/emulator-client";
import { EmulatorProcess } from "../support/emulator-process";
import { packageFolder, Project } from "../support/project";
import { secretsIn } from "../support/secret-forms";

/** Planted as secret values; found in clear nowhere. */
const markers = ["marker-one/+ä", "marker-two/+ä"];

let emulator: EmulatorProcess;
let project: Project;
let seen = "";

beforeAll(async () => {
  emulator = await EmulatorProcess.start();
  project = await Project.create(emulator.config, { main: "index.ts" });
  const program = await readFile(join(packageFolder, "examples", "secret-rotation", "index.ts"), "utf8");
  await writeFile(join(project.folder, "index.ts"), program);
});

afterAll(async () => {
  await project.remove();
  await emulator.stop();
});

const secrets = (): Promise<StoredSecret[]> => emulator.client.secrets.stored();
const setPassword = (password: string): Promise<unknown> =>
  project.must("config", "set-all", "--secret", `rotation:password=${password}`);

/** Runs a command and keeps what it printed, for the search for markers. */
async function run(command: Promise<{ code: number; output: string }>): Promise<{ code: number; output: string }> {
  const result = await command;
  seen += result.output;
  return result;
}

describe("the example of a secret's rotation", () => {
  test("makes key and secret, and nothing is left to do", async () => {
    await setPassword(markers[0] ?? "");
    expect((await run(project.up())).code).toBe(0);
    const [secret] = await secrets();
    expect(secret?.labels.map(({ label }) => label).sort()).toEqual(["CURRENT", "live"]);
    expect((await run(project.drift())).code).toBe(0);
  });

  test("a new password is a new version; the labels follow", async () => {
    await setPassword(markers[1] ?? "");
    await project.must("config", "set", "rotation:hasPrevious", "true");
    const up = await run(project.up());
    expect(up.output).toMatch(/~ value *: \[secret\] => \[secret\]/);
    expect(up.output).toMatch(/\+ fallback *: "PREVIOUS"/);
    const [secret] = await secrets();
    const [first, second] = secret?.versions ?? [];
    expect(secret?.labels).toEqual(
      expect.arrayContaining([
        { label: "live", version_id: second?.version_id },
        { label: "fallback", version_id: first?.version_id },
      ]),
    );
    expect((await run(project.drift())).code).toBe(0);
  });

  test("what somebody else changes is shown property by property, and repaired", async () => {
    const [secret] = await secrets();
    const put = (part: string, body: object): Promise<unknown> =>
      emulator.client.call("PUT", `/v1/secrets/${secret?.id ?? ""}/${part}`, { body });
    await put("values", { secret_value: '{"user":"intruder"}' });
    await put("description", { description: "changed elsewhere" });
    await put("acl-cidr", { acl_cidr: "10.1.1.1/32" });
    const drift = await run(project.drift());
    expect(drift.code).toBe(7);
    expect(drift.output).toMatch(/~ value *: \[secret\] => \[secret\]/);
    expect(drift.output).toMatch(/- description *: "changed elsewhere"/);
    expect(drift.output).toMatch(/"10\.0\.0\.0\/28" => "10\.1\.1\.1\/32"/);
    expect(drift.output).not.toContain("intruder");
    expect((await run(project.up("--refresh"))).code).toBe(0);
    const [repaired] = await secrets();
    expect(repaired).toMatchObject({ acl_cidr: "10.0.0.0/28", description: "" });
    expect(repaired?.versions).toHaveLength(4);
    expect((await run(project.drift())).code).toBe(0);
  });

  test("a refused value is in no message", async () => {
    await project.must("config", "set-all", "--secret", `rotation:password=${"x".repeat(70_000)}${markers[0] ?? ""}`);
    const preview = await run(project.preview());
    expect(preview.code).not.toBe(0);
    expect(preview.output).toContain("value must be at most 64 KiB");
    await setPassword(markers[1] ?? "");
  });

  test("neither output nor state holds a value in any form", async () => {
    seen += await project.export();
    expect(secretsIn(seen, markers)).toEqual([]);
  });

  test("destroyed, it waits for its window and is purged then", async () => {
    expect((await run(project.destroy())).code).toBe(0);
    expect(await secrets()).toMatchObject([{ state: "To_Be_Terminated" }]);
    await emulator.client.advance("P7D");
    expect(await secrets()).toEqual([]);
    expect(await emulator.client.keys.stored()).toEqual([]);
  });
});
