import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { packageFolder } from "../support/project";

const run = promisify(execFile);

/** What npm says of a package that it has packed. */
interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/** More than this is a mistake: something is packed that nobody needs. */
const mostBytes = { packed: 1_900_000, unpacked: 8_000_000 };

let folder: string;
let packed: Packed;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pulumi-scp-package-"));
  const args = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
  const { stdout } = await run("npm", args, { cwd: packageFolder, maxBuffer: 1 << 26 });
  [packed] = JSON.parse(stdout) as [Packed];
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test("its size is bounded", () => {
  const kilobytes = (bytes: number): string => `${String(Math.round(bytes / 1000))} kB`;
  process.stdout.write(
    `The package has ${kilobytes(packed.size)}, unpacked ${kilobytes(packed.unpackedSize)} in ${String(packed.files.length)} files.\n`,
  );
  expect(packed.size).toBeLessThan(mostBytes.packed);
  expect(packed.unpackedSize).toBeLessThan(mostBytes.unpacked);
});

test("each file of code has its source map, with the source in it", async () => {
  const paths = packed.files.map(({ path }) => path);
  const code = paths.filter((path) => /^dist\/(?!emulator\/page\/).*\.js$/.test(path));
  expect(code.length).toBeGreaterThan(300);
  expect(code.filter((path) => !paths.includes(`${path}.map`))).toEqual([]);
  const map = await readFile(join(packageFolder, "dist", "provider", "kinds.js.map"), "utf8");
  expect((JSON.parse(map) as { sourcesContent: string[] }).sourcesContent[0]).toContain("definitionOf");
});

test("publint and attw find nothing, for any way in which a consumer resolves it", async () => {
  const script = join(packageFolder, "tools", "package-faults.mjs");
  const { stdout } = await run(process.execPath, [script, join(folder, packed.filename)], { cwd: packageFolder });
  const ways = ["node10", "node16-cjs", "node16-esm", "bundler"];
  expect(JSON.parse(stdout)).toEqual({
    publint: [],
    attw: [],
    resolved: Object.fromEntries(
      [".", "./provider", "./emulator", "./jest", "./package.json"].map((entry) => [entry, ways]),
    ),
  });
});

test("it can be published, as far as that is known without publishing it", async () => {
  const args = ["publish", "--dry-run", "--ignore-scripts"];
  const { stdout } = await run("npm", args, { cwd: packageFolder });
  expect(stdout).toMatch(/^\+ pulumi-scp@\d+\.\d+\.\d+$/m);
});
