import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { pulumiScp, variablesOf } from "../support/command";
import { fillAccount, marker, type Filled } from "../support/filled-account";
import { useStack } from "../support/stack-fixture";

/** How many objects are imported: `IMPORT_OBJECTS=1000` is the long form. */
const count = Number(process.env["IMPORT_OBJECTS"] ?? 60);

/** What a long form may take besides. */
const timeoutMs = 120_000 + count * 2000;

/** An entry of config-needed.json. */
interface Setting {
  readonly key: string;
  readonly id: string;
  readonly input: string;
  readonly required: boolean;
  readonly secret: boolean;
}

const stack = useStack({}, { main: "index.ts" });
let folder: string;
let filled: readonly Filled[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pulumi-scp-import-many-"));
  filled = await fillAccount(stack.emulator.client, count);
}, timeoutMs);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const out = (file: string): string => join(folder, "out", file);

const idsOf = (objects: readonly { readonly id: string }[]): readonly string[] => objects.map(({ id }) => id).sort();

test("the account has objects of every kind and in every state", async () => {
  const { keys, secrets, vaults, certificates, diagnoses } = await stack.emulator.client.account();
  const { cloudServices } = (await stack.emulator.client.state()).spaceone;
  const statesOf = (objects: readonly { readonly state: string }[]): readonly string[] =>
    [...new Set(objects.map(({ state }) => state))].sort();
  expect(new Set(filled.map(({ kind }) => kind)).size).toBe(8);
  expect(filled.length).toBeGreaterThan(count);
  expect({
    keys: statesOf(keys),
    secrets: statesOf(secrets),
    vaults: statesOf(vaults.map(({ vaultkey_state: state }) => ({ state }))),
    certificates: statesOf(certificates),
    runs: statesOf(diagnoses.flatMap(({ runs }) => runs)),
    cloudServices: statesOf(cloudServices),
  }).toEqual({
    keys: ["Active", "Stop", "To_Be_Terminated"],
    secrets: ["Active", "To_Be_Terminated"],
    vaults: ["Active", "Expired", "To_Be_Terminated"],
    certificates: ["EXPIRED", "VALID"],
    runs: ["Completed", "Error", "Running"],
    cloudServices: ["ACTIVE", "DELETED"],
  });
});

test(
  "an account that others have filled is imported whole, without a write, and nothing is left to do",
  async () => {
    const before = await stack.lastRequest();
    const ran = await pulumiScp(
      ["import", "--all", "--out", join(folder, "out"), "--json"],
      variablesOf(stack.emulator),
    );
    expect(ran.code === 0 ? "" : ran.stderr).toBe("");
    const { resources } = JSON.parse(ran.stdout) as { resources: { kind: string; id: string }[] };
    expect(idsOf(resources)).toEqual(idsOf(filled.filter(({ isLeft }) => isLeft !== true)));

    await copyFile(out("index.ts"), join(stack.project.folder, "index.ts"));
    await stack.project.must("config", "set-all", ...(await settings()));
    const imported = await stack.project.pulumi("import", "--file", out("import.json"), "--generate-code=false");
    expect(imported.code === 0 ? "" : imported.output).toBe("");
    const preview = await stack.project.preview("--expect-no-changes");
    expect(preview.code === 0 ? "" : preview.output).toBe("");
    const drift = await stack.project.drift();
    expect(drift.code === 0 ? "" : drift.output).toBe("");

    expect((await stack.writes(before)).map(({ method, path }) => `${method} ${path}`)).toEqual([]);
    for (const file of ["index.ts", "import.json", "config-needed.json"]) {
      expect(await readFile(out(file), "utf8")).not.toContain(marker);
    }
  },
  timeoutMs,
);

/** Pulumi hands a program at most 128 KiB of settings in all, so that PEM is set for some certificates only. */
const mostOptional = 30;

/** Arguments that set what the command could not read, to what it is. */
async function settings(): Promise<readonly string[]> {
  const needed = JSON.parse(await readFile(out("config-needed.json"), "utf8")) as Setting[];
  const values = new Map(filled.map(({ id, values = {} }) => [id, values]));
  const known = needed.filter(({ id, input, required }) => required || values.get(id)?.[input] !== undefined);
  const optional = known.filter(({ required }) => !required).slice(0, mostOptional);
  return [...known.filter(({ required }) => required), ...optional].flatMap(({ key, id, input, secret }) => {
    const value = values.get(id)?.[input];
    return [secret ? "--secret" : "--plaintext", `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`];
  });
}
