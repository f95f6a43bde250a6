import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "@jest/globals";

const root = join(__dirname, "..", "..");

const pages = ["README.md", "docs/quickstart.md"];

/** What a translation has in common with its page. */
function structureOf(file: string): Readonly<Record<string, readonly string[]>> {
  const whole = readFileSync(join(root, file), "utf8");
  const text = whole.replaceAll(/```[^]*?```\n/g, "");
  const found = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, part = ""]) => part);
  return {
    headings: found(/^(#+) /gm),
    blocks: [...whole.matchAll(/```[^]*?```/g)].map(([block]) => block),
    // Words stand in another order in Korean, and a page leads to its translation where there is one.
    links: found(/\]\((.*?)\)/g)
      .map((link) => link.replace(/\.ko\.md$/, ".md"))
      .sort(),
    code: [...new Set(found(/`([^`\n]+)`/g))].sort(),
    rows: found(/^\| (`[^`]+`|)/gm),
  };
}

const koreanOf = (page: string): string => page.replace(/\.md$/, ".ko.md");

describe.each(pages)("the Korean page of %s", (page) => {
  test("has the same headings, blocks of code, links and rows", () => {
    const english = structureOf(page);
    expect(english["headings"]?.length).toBeGreaterThan(2);
    expect(english["blocks"]?.length).toBeGreaterThan(2);
    const { links: own = [], ...rest } = english;
    const { links = [], ...korean } = structureOf(koreanOf(page));
    expect(korean).toEqual(rest);
    expect(new Set(links)).toEqual(new Set(own));
  });

  test("and the English one lead to each other above all else", () => {
    const name = page.split("/").at(-1) ?? "";
    const third = (file: string): string | undefined => readFileSync(join(root, file), "utf8").split("\n")[2];
    expect(third(page)).toBe(`[한국어](${koreanOf(name)})`);
    expect(third(koreanOf(page))).toBe(`[English](${name})`);
  });

  test("is written in Korean", () => {
    const text = readFileSync(join(root, koreanOf(page)), "utf8").replaceAll(/```[^]*?```|`[^`]*`|\(.*?\)/g, "");
    const hangul = text.match(/[가-힣]/g)?.length ?? 0;
    expect(hangul).toBeGreaterThan((text.match(/[A-Za-z]/g)?.length ?? 0) / 2);
  });
});
