import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "@jest/globals";

import { switchNames } from "../../emulator/world/switches";
import { generated } from "../../tools/pages/generated";

const read = (page: string): string => readFileSync(join(__dirname, "..", "..", "docs", page), "utf8");

test.each(generated)("$page has the parts that tools/pages.mjs makes", ({ page, make }) => {
  expect(read(page)).toBe(make(read(page)));
});

test.each(["emulator.md", "limits.md"])("%s has each switch of the emulator in a table", (page) => {
  const cells = read(page)
    .split("\n")
    .flatMap((line) => line.split("|"))
    .map((cell) => cell.trim());
  for (const name of switchNames) expect(cells).toContain(`\`${name}\``);
});

test("limits.md has all facts of observations.md that are assumed, wherever their evidence says so", () => {
  const count = (text: string): number => text.match(/assumed/g)?.length ?? 0;
  const [, , undecided = ""] = read("limits.md").split(/^## /m);
  const [, ...facts] = read("observations.md").split(/^- /m);
  expect(count(facts.join(""))).toBeGreaterThan(5);
  expect(count(undecided.slice(undecided.indexOf("<!--")))).toBe(count(facts.join("")));
});
