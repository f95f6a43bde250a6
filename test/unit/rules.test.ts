import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "@jest/globals";

import { mutated, mutations, rules, rulesWith } from "../../tools/mutate/rules";

const root = join(__dirname, "..", "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** The levels that `npm test` leaves out. */
const slow = [...read("tools/run/steps.mjs").matchAll(/name: "(\w+)",[^}]*isExtra: true/g)].map(
  ([, name]) => name ?? "",
);

test("`npm test` leaves levels out that are slow", () => {
  expect(slow).toEqual(["options", "docs"]);
});

test("each rule of docs/rules.md names its code and its tests", () => {
  expect(rules).toHaveLength(read("docs/rules.md").split("\n- ").length - 1);
});

describe.each(rules.map((rule) => [rule.text, rule] as const))("%s", (_, { text, files, tests }) => {
  test("has code and tests that are there", () => {
    expect(files).not.toEqual([]);
    expect(tests).not.toEqual([]);
    expect([...files, ...tests].filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test("has a test that `npm test` runs", () => {
    expect(tests.filter((path) => !slow.includes(path.split("/")[1] ?? ""))).not.toEqual([]);
  });

  test("can be removed by a mutation of its code", () => {
    const own = mutations.filter(({ rule }) => text.startsWith(rule));
    expect(own).not.toEqual([]);
    const isCode = (file: string): boolean =>
      files.some((path) => (path.endsWith("/") ? file.startsWith(path) : file === path));
    expect(own.filter(({ file }) => !isCode(file))).toEqual([]);
  });
});

test.each(mutations)("this mutation belongs to one rule, and $file can have it: $text", (mutation) => {
  expect(rulesWith(mutation.rule)).toHaveLength(1);
  const source = read(mutation.file);
  expect(mutated(source, mutation)).not.toBe(source);
});
