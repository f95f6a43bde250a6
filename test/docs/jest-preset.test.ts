import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { runCommand } from "../../tools/stack.cjs";
import { linkPackage } from "../support/project";

let folder: string;

/** Two test files that note what they find. Each fails where it finds what another one has left. */
const tests = `
const { appendFileSync } = require("node:fs");
const { emulator } = require("pulumi-scp/jest");
const note = (what) => appendFileSync("notes.txt", what + "\\n");

for (const number of [1, 2]) {
  test("begins empty " + number, async () => {
    note(emulator.url);
    expect(process.env.SCP_ENDPOINT).toBe(emulator.url);
    expect(await emulator.stored("keys")).toEqual([]);
    expect(await emulator.requests()).toEqual([]);
    await emulator.addFault({ times: 0, fault: { status: 503 } });
    expect((await fetch(emulator.url + "/check")).status).toBe(503);
    await emulator.removeFaults();
    await emulator.setWorld({ listLagSeconds: 5 });
    await emulator.advance("P1D");
    expect((await emulator.requests()).map(({ status }) => status)).toEqual([503]);
  });
}

test("says what is wrong with what it is asked", async () => {
  await expect(emulator.advance("a day")).rejects.toThrow("the emulator refuses POST clock: ");
  await expect(emulator.stored("kyes")).rejects.toThrow("the emulator has no list kyes: it has keys, ");
  expect(await emulator.storedInSpaceone("cloudServices")).toEqual([]);
});`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pulumi-scp-preset-"));
  await writeFile(
    join(folder, "package.json"),
    '{"name":"consumer","private":true,"jest":{"preset":"pulumi-scp/jest"}}',
  );
  await linkPackage(folder);
  for (const name of ["one", "two"]) await writeFile(join(folder, `${name}.test.js`), tests);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** The addresses of the emulators that the tests have met. */
async function urlsOf(...args: string[]): Promise<Set<string>> {
  const env = { PATH: process.env["PATH"], HOME: folder, NO_COLOR: "1" };
  await writeFile(join(folder, "notes.txt"), "");
  const { code, output } = await runCommand("jest", args, { cwd: folder, env });
  expect(code === 0 ? "" : output).toBe("");
  const { output: notes } = await runCommand("cat", ["notes.txt"], { cwd: folder, env });
  return new Set(notes.trim().split("\n"));
}

test("the files of one process of jest share an emulator, which each test finds empty", async () => {
  expect(await urlsOf("--runInBand")).toHaveProperty("size", 1);
});

test("each process of jest has its own", async () => {
  // Jest runs files that it remembers as quick in one process, however many it is given.
  expect(await urlsOf("--maxWorkers=2", "--cacheDirectory=nothing-remembered")).toHaveProperty("size", 2);
});
