import { expect, test } from "@jest/globals";
import { parse } from "yaml";

import { blocks, blocksOf } from "../support/document-blocks";
import { faultsOf } from "../support/document-program";

test("each block of TypeScript compiles against the package, and a wrong one would be named with its line", () => {
  const programs = blocksOf("ts");
  expect(programs.length).toBeGreaterThan(50);
  const code = 'const one = 1;\nnew KmsKey("a", { purpos: "aes-256" });\n';
  const wrong = { place: "page.md:10", page: "page.md", section: "", language: "ts", code };
  expect(faultsOf([...programs, wrong])).toEqual([expect.stringMatching(/^page\.md:12: .*'purpos' does not exist/)]);
}, 120_000);

test.each(blocksOf("json", "yaml").map(({ place, language, code }) => [place, language, code]))(
  "%s is %s that can be parsed",
  (_, language, code) => {
    expect(() => (language === "json" ? (JSON.parse(code) as unknown) : (parse(code) as unknown))).not.toThrow();
  },
);

test("each block says what it is; a text is what neither runs nor compiles", () => {
  const known = ["console", "json", "sh", "text", "ts", "yaml"];
  expect(blocks.filter(({ language }) => !known.includes(language)).map(({ place }) => place)).toEqual([]);
  // The folders, what pulumi-scp prints, and how a message is built.
  const pages = new Set(blocksOf("text").map(({ page }) => page));
  expect([...pages]).toEqual(["docs/architecture.md", "docs/command.md", "docs/errors.md"]);
});
