import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { beforeAll, expect, test } from "@jest/globals";

import { pulumiScp, variablesOf } from "../support/command";
import { fillAccount, marker, type Filled } from "../support/filled-account";
import { useStack } from "../support/stack-fixture";

// What older versions of Pulumi can do: no import file, so that each object is adopted by its resource.

const stack = useStack({}, { main: "index.ts" });
/** An object of each kind, the first one with and without values that no call shows. */
let objects: readonly Filled[];

beforeAll(async () => {
  const filled = (await fillAccount(stack.emulator.client, 1)).filter(({ isLeft }) => isLeft !== true);
  const signature = ({ kind, values = {} }: Filled): string => [kind, ...Object.keys(values)].join();
  objects = [...new Map(filled.reverse().map((object) => [signature(object), object])).values()];
});

/** The file of an object's program. */
const file = (index: number): string => join(stack.project.folder, `object-${String(index)}.ts`);

/** Writes the program of each object, and sets what it needs. */
async function adoptEach(): Promise<void> {
  const settings: string[] = [];
  for (const [index, { id, values = {} }] of objects.entries()) {
    const { code, stdout, stderr } = await pulumiScp(["adopt", id], variablesOf(stack.emulator));
    expect(code === 0 ? "" : stderr).toBe("");
    await writeFile(file(index), stdout);
    for (const [, secret, key = "", input = ""] of stderr.matchAll(
      /^Set it with: pulumi config set (--secret )?(\S+) .*# (\w+) of/gm,
    )) {
      const value = values[input];
      // What the program may leave out.
      if (value === undefined) continue;
      const text = typeof value === "string" ? value : JSON.stringify(value);
      settings.push(secret === undefined ? "--plaintext" : "--secret", `${key}=${text}`);
    }
  }
  const imports = objects.map((_, index) => `import "./object-${String(index)}";\n`);
  await writeFile(join(stack.project.folder, "index.ts"), imports.join(""));
  await stack.project.must("config", "set-all", ...settings);
}

test("each kind of object is adopted without a write, and nothing is left to do", async () => {
  expect(new Set(objects.map(({ kind }) => kind)).size).toBe(8);
  const before = await stack.lastRequest();
  await adoptEach();
  const up = await stack.project.up();
  expect(up.code === 0 ? "" : up.output).toBe("");
  const drift = await stack.project.drift();
  expect(drift.code === 0 ? "" : drift.output).toBe("");
  expect((await stack.writes(before)).map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  expect(up.output).not.toContain(marker);
});

test("then the program has its values like any other", async () => {
  for (const index of objects.keys()) {
    const text = await readFile(file(index), "utf8");
    await writeFile(file(index), text.replace(/, ignoreChanges: .*? }/, " }").replace(/^ +adopt: .*\n/m, ""));
  }
  const preview = await stack.project.preview("--expect-no-changes");
  expect(preview.code === 0 ? "" : preview.output).toBe("");
});
