import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";

import { expect, test } from "@jest/globals";

import { packageFolder } from "../support/project";

const run = promisify(execFile);
const entry = join(packageFolder, "dist", "provider", "index");

test("a program that imports the package loads neither validation nor clients", async () => {
  const script = `require(${JSON.stringify(entry)}); console.log(Object.keys(require.cache).join("\\n"))`;
  const { stdout } = await run(process.execPath, ["-e", script]);
  const loaded = stdout.split("\n").filter((path) => !path.includes("@pulumi"));
  expect(loaded.some((path) => path.endsWith("resources/kms-key.js"))).toBe(true);
  expect(
    loaded.filter((path) => /node_modules\/(zod|undici|hono)|provider\/clients|dist\/emulator/.test(path)),
  ).toEqual([]);
});

test("nor do its types: validation in them would cost each run of a TypeScript program", async () => {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = await readFile(`${file}.d.ts`, "utf8");
    for (const [, target = ""] of text.matchAll(/(?:from |import\()"([^"]+)"/g)) {
      if (target.startsWith(".")) await visit(resolve(dirname(file), target));
      else packages.add(target);
    }
  };
  await visit(entry);
  expect(seen.size).toBeGreaterThan(2);
  expect([...packages]).toEqual(["@pulumi/pulumi"]);
});
