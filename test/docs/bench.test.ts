import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { packageFolder } from "../support/project";

const run = promisify(execFile);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pulumi-scp-bench-test-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const bench = (...args: string[]) =>
  run(process.execPath, [join("bench", "run.mjs"), ...args, "--out", folder], { cwd: packageFolder });

/** The rows of a table below a heading of the results, by their first cell. */
async function rowsBelow(heading: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const results = await readFile(join(folder, "results.md"), "utf8");
  const [, section = ""] = results.split(heading);
  const rows = [...section.matchAll(/^\| ([^|]+) \|(.*)\|$/gm)];
  return new Map(rows.map(([, first = "", rest = ""]) => [first, rest.split("|").map((cell) => cell.trim())]));
}

test("a short benchmark measures stacks beside both floors, with their requests, and draws the ratios", async () => {
  await bench("--parts", "stacks", "--sizes", "3", "--runs", "1", "--steps", "up;refresh;destroy");
  const rows = await rowsBelow("## 3 keys, without checkpoints");
  const requests = [...rows].slice(2).map(([step, cells]) => [step, cells.at(-1)]);
  expect(Object.fromEntries(requests)).toEqual({
    up: "3",
    refresh: "2",
    destroy: "4",
  });
  for (const [, cells] of [...rows].slice(2)) expect(cells.slice(2, 6).every((ratio) => Number(ratio) > 0)).toBe(true);
  expect(await readFile(join(folder, "results.svg"), "utf8")).toMatch(/^<svg [^]*3 keys, up<[^]*<\/svg>\n$/);
});

/** The processor time of a step beside a trivial resource's. It is about 2 for so few keys, also where other work runs. */
const mostRatio = 4;

test("of stacks in two sizes the growth of processor time is told, beside that of the floors", async () => {
  const stack = (count: number, own: number, fair: number, bare: number): object => {
    const of = (cpu: number): object[] => [{ wall: 1, cpu, memory: 1, requests: 1 }];
    const measurements = { up: { own: of(own), fair: of(fair), bare: of(bare) } };
    return { kind: "keys", count, hasCheckpoints: false, measurements, state: {} };
  };
  const stacks = JSON.stringify([stack(5, 1, 2, 4), stack(20, 3, 4, 6)]);
  const script = `import { page } from "./bench/report.mjs"; console.log(page({ stacks: ${stacks} }, {}))`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], { cwd: packageFolder });
  expect(stdout).toContain("## Growth of CPU from 5 to 20 keys, without checkpoints");
  expect(stdout).toMatch(/^\| up \| 3\.0 \| 2\.0 \| 1\.5 \|$/m);
});

test("many keys go through the plugin process alone, in bounded time, and the emulator is measured", async () => {
  await bench("--parts", "plugin,emulator", "--plugin-keys", "200", "--held", "50", "--runs", "1");
  const plugin = await rowsBelow("## 200 keys through the plugin process");
  expect([plugin.get("create"), plugin.get("refresh")].map((cells) => cells?.at(-1))).toEqual(["200", "2"]);
  const ratios = ["create", "check and compare", "refresh", "delete"].map((step) => Number(plugin.get(step)?.[2]));
  expect(ratios.filter((ratio) => !(ratio < mostRatio))).toEqual([]);
  expect((await rowsBelow("## The emulator")).get("start")?.[0]).toMatch(/^\d+ ms, \d+ ms CPU$/);
});

test.each([
  [["--sizes", "0"], "--sizes must have whole numbers from 1 on and up to 10000, not 0"],
  [["--sizes", "50,many"], "--sizes must have whole numbers from 1 on and up to 10000, not many"],
  [["--plugin-keys", "10001"], "--plugin-keys must have whole numbers from 1 on and up to 10000, not 10001"],
  [["--runs", "1.5"], "--runs must have whole numbers from 1 on, not 1.5"],
  [["--kinds", "keys,vault"], "--kinds knows keys, secrets, certificates, cloud-services, not vault"],
  [["--parts", ""], "--parts knows stacks, starts, plugin, emulator, not "],
  [
    ["--steps", "up;watch"],
    "--steps knows up, up, no change, preview, refresh, refresh, 1 % drift, destroy, not watch",
  ],
  [["--checkpoints", "yes"], "--checkpoints knows without, with, both, not yes"],
])("%j is refused before anything is measured", async (args, message) => {
  await expect(bench(...args)).rejects.toMatchObject({ code: 1, stderr: `${message}\n` });
});
