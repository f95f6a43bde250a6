import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";

import { startEmulator, type EmulatorOptions } from "../../../emulator/index";
import { EmulatorClient } from "../../support/emulator-client";
import { expectNoPollution, mutated, oddJson, oddText, runs } from "../../support/hostile";

let folder: string;
/** A file of each kind as an emulator has it. */
const good = new Map<string, unknown>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "hostile-start-"));
  const emulator = await startEmulator();
  const client = new EmulatorClient(emulator);
  await client.keys.create("orders");
  good.set("seedFile", (await client.plain("GET", "/_emulator/snapshot")).body);
  good.set("worldFile", { listLagSeconds: 3, stateSpelling: "upper", emptyTexts: true });
  client.close();
  await emulator.close();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Starts it with a file: it runs and answers, or says what is wrong with that file. */
async function expectClear(options: EmulatorOptions, file: string): Promise<void> {
  const started = await startEmulator(options).catch((error: unknown) => error as Error);
  if (started instanceof Error) {
    expect(started.message).toContain(file);
    expect(started.message).not.toMatch(/is not (a function|iterable)|cannot read prop/i);
  } else {
    const client = new EmulatorClient(started);
    expect((await client.plain("GET", "/_emulator/health")).status).toBe(200);
    client.close();
    await started.close();
  }
  expectNoPollution();
}

test.each(["seedFile", "worldFile"])("a %s of any content is taken, or refused by its name", async (option) => {
  const document = good.get(option);
  const texts = fc.oneof(
    mutated(document).map((value) => JSON.stringify(value)),
    oddJson.map((value) => JSON.stringify(value)),
    fc.nat(2000).map((length) => JSON.stringify(document).slice(0, length)),
    oddText,
  );
  const file = join(folder, option);
  const property = fc.asyncProperty(texts, async (text) => {
    writeFileSync(file, text);
    await expectClear({ [option]: file }, file);
  });
  await fc.assert(property, runs(40));
});

test("a stateFile of any content is taken, or refused by its name", async () => {
  const header = await stateOf();
  const lines = fc.array(
    fc.oneof(
      oddJson.map((value) => JSON.stringify(value)),
      oddJson.map((value) => JSON.stringify({ changes: [["kms.keys", "1", value]] })),
      oddText,
    ),
    { maxLength: 3 },
  );
  let count = 0;
  const property = fc.asyncProperty(fc.constantFrom(header, ""), lines, async (first, rest) => {
    const file = join(folder, `state-${String(count++)}.jsonl`);
    writeFileSync(file, [first, ...rest, ""].join("\n"));
    await expectClear({ stateFile: file }, file);
  });
  await fc.assert(property, runs(40));
});

/** The first line of a state file. */
async function stateOf(): Promise<string> {
  const file = join(folder, "usual.jsonl");
  await (await startEmulator({ stateFile: file })).close();
  return readFileSync(file, "utf8").split("\n")[0] ?? "";
}
