import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "@jest/globals";

const root = join(__dirname, "..", "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const page = read("examples/README.md");

const examples = readdirSync(join(root, "examples"), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

/** The tests that are run with the real engine or, for tests that are examples themselves, with jest. */
const tests = [
  ...["e2e", "options", "docs"].flatMap((level) =>
    readdirSync(join(root, "test", level)).flatMap((name) =>
      name.endsWith(".test.ts") ? [read(join("test", level, name))] : [],
    ),
  ),
  // Builds the library that two of them install.
  read("test/support/library.ts"),
];

test("examples/README.md has one line for each example, and for nothing else", () => {
  const rows = [...page.matchAll(/^\| \[([\w-]+)\]\((.*?)\) +\| (.*?) +\|$/gm)];
  expect(rows.map(([, name]) => name).sort()).toEqual(examples);
  for (const [, name = "", target = "", about = ""] of rows) {
    expect(target.startsWith(`${name}/`)).toBe(true);
    expect(existsSync(join(root, "examples", target))).toBe(true);
    expect(about.length).toBeGreaterThan(10);
  }
});

test("README.md leads to it", () => {
  expect(read("README.md")).toContain("](examples/README.md)");
});

test.each(examples.filter((name) => name !== "quickstart"))("a test with the real engine runs examples/%s", (name) => {
  expect(tests.some((text) => new RegExp(`["/ ]${name}["/ ]`).test(text))).toBe(true);
});

test("the demo, which test/e2e runs, is the quick start", () => {
  expect(read("tools/demo.mjs")).toContain("examples/quickstart/index.ts");
  expect(existsSync(join(root, "test", "e2e", "demo.test.ts"))).toBe(true);
});
