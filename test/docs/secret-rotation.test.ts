import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { beforeAll, describe, expect, test } from "@jest/globals";

import type { StoredSecret } from "../support/emulator-client";
import { packageFolder } from "../support/project";
import { secretsIn } from "../support/leaks/scan";
import { useStack } from "../support/stack-fixture";

/** Planted as secret values; found in clear nowhere. */
const markers = ["marker-one/+ä", "marker-two/+ä"];

const stack = useStack({}, { main: "index.ts" });
let seen = "";

beforeAll(async () => {
  const program = await readFile(join(packageFolder, "examples", "secret-rotation", "index.ts"), "utf8");
  await writeFile(join(stack.project.folder, "index.ts"), program);
});

const secrets = (): Promise<StoredSecret[]> => stack.emulator.client.secrets.stored();
const setPassword = (password: string): Promise<unknown> =>
  stack.project.must("config", "set-all", "--secret", `rotation:password=${password}`);

/** Runs a command and keeps what it printed, for the search for markers. */
async function run(command: Promise<{ code: number; output: string }>): Promise<{ code: number; output: string }> {
  const result = await command;
  seen += result.output;
  return result;
}

describe("the example of a secret's rotation", () => {
  test("makes key and secret", async () => {
    await setPassword(markers[0] ?? "");
    expect((await run(stack.project.up())).code).toBe(0);
    const [secret] = await secrets();
    expect(secret?.labels.map(({ label }) => label).sort()).toEqual(["CURRENT", "live"]);
  });

  test("a new password is a new version; the labels follow", async () => {
    await setPassword(markers[1] ?? "");
    await stack.project.must("config", "set", "rotation:hasPrevious", "true");
    const up = await run(stack.project.up());
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
  });

  test("what somebody else changes is shown property by property, and repaired, and nothing is left to do", async () => {
    const [secret] = await secrets();
    const put = (part: string, body: object): Promise<unknown> =>
      stack.emulator.client.call("PUT", `/v1/secrets/${secret?.id ?? ""}/${part}`, { body });
    await put("values", { secret_value: '{"user":"intruder"}' });
    await put("description", { description: "changed elsewhere" });
    await put("acl-cidr", { acl_cidr: "10.1.1.1/32" });
    const drift = await run(stack.project.drift());
    expect(drift.code).toBe(7);
    expect(drift.output).toMatch(/~ value *: \[secret\] => \[secret\]/);
    expect(drift.output).toMatch(/- description *: "changed elsewhere"/);
    expect(drift.output).toMatch(/"10\.0\.0\.0\/28" => "10\.1\.1\.1\/32"/);
    expect(drift.output).not.toContain("intruder");
    expect((await run(stack.project.up("--refresh"))).code).toBe(0);
    const [repaired] = await secrets();
    expect(repaired).toMatchObject({ acl_cidr: "10.0.0.0/28", description: "" });
    expect(repaired?.versions).toHaveLength(4);
    expect((await run(stack.project.drift())).code).toBe(0);
  });

  test("a refused value is in no message", async () => {
    await stack.project.must(
      "config",
      "set-all",
      "--secret",
      `rotation:password=${"x".repeat(70_000)}${markers[0] ?? ""}`,
    );
    const preview = await run(stack.project.preview());
    expect(preview.code).not.toBe(0);
    expect(preview.output).toContain("value must be at most 64 KiB");
    await setPassword(markers[1] ?? "");
  });

  test("neither output nor state holds a value in any form", async () => {
    seen += await stack.project.export();
    expect(secretsIn(seen, markers)).toEqual([]);
  });

  test("destroyed, it waits for its window and is purged then", async () => {
    expect((await run(stack.project.destroy())).code).toBe(0);
    expect(await secrets()).toMatchObject([{ state: "To_Be_Terminated" }]);
    await stack.emulator.client.advance("P7D");
    expect(await secrets()).toEqual([]);
    expect(await stack.emulator.client.keys.stored()).toEqual([]);
  });
});
