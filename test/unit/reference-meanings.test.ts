import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "@jest/globals";

// tools/pages.mjs makes these pages of the contracts: a comment that is missing there is missing on a page.

const folder = join(__dirname, "..", "..", "docs", "reference");
const pages = readdirSync(folder).filter((page) => page !== "README.md");
const read = (page: string): string => readFileSync(join(folder, page), "utf8");

/** A line with each piece of code, and each link to a type, as one word. */
function withoutCode(line: string): string {
  return line
    .replace(/`` ?.*? ?``/g, "code")
    .replace(/`[^`]*`/g, "code")
    .replace(/\[code\]\([^)]*\)/g, "code");
}

/** A member as "name: type, facts. Meaning." */
const member = /^- code: code(?:, [^.]*)?\. \S.*\.$/;

test.each(pages)("each member of a type on %s has a meaning", (page) => {
  const members = read(page)
    .split("\n")
    .filter((line) => line.startsWith("- `"));
  expect(members.length).toBeGreaterThan(0);
  expect(members.filter((line) => !member.test(withoutCode(line)))).toEqual([]);
});

test.each(pages)("each section of %s begins with a sentence", (page) => {
  const [, made = ""] = /<!-- begin.*?-->(.*)<!-- end -->/s.exec(read(page)) ?? [];
  const sections = made.split(/^##+ /m).slice(1);
  const lists = /^(?:Inputs|Outputs|Arguments|Resources|Types)\n/;
  const bare = sections.filter((section) => !lists.test(section) && !/^.*\n\n[^-`\n]/.test(section));
  expect(bare.map((section) => section.split("\n")[0])).toEqual([]);
});
