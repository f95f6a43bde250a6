import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..");

/** A block of code on a page for readers. */
export interface Block {
  /** "docs/functions.md:41" */
  readonly place: string;
  readonly page: string;
  /** The heading that it stands below. */
  readonly section: string;
  readonly language: string;
  readonly code: string;
}

const pages = [
  ...readdirSync(root),
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).map((file) => join("docs", file)),
].filter((file) => file.endsWith(".md"));

/** All blocks of code of the documentation. */
export const blocks: readonly Block[] = pages.flatMap((page) => {
  const text = readFileSync(join(root, page), "utf8");
  return [...text.matchAll(/^( *)```(.*)\n([^]*?)^ *```$/gm)].map(
    ({ 1: indent = "", 2: language = "", 3: code = "", index }) => ({
      place: `${page}:${String(text.slice(0, index).split("\n").length)}`,
      page,
      section: [...text.slice(0, index).matchAll(/^#+ (.*)$/gm)].at(-1)?.[1] ?? "",
      language,
      code: code.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
    }),
  );
});

export function blocksOf(...languages: readonly string[]): Block[] {
  return blocks.filter(({ language }) => languages.includes(language));
}
