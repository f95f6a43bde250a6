import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "@jest/globals";

const root = join(__dirname, "..", "..");
const page = join("docs", "observations.md");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** Facts that have a heading on the page, such as "SCP 6.1". */
const facts = [...read(page).matchAll(/^#+ ((?:SCP|SPO|PUL) [\d.]+) \S/gm)].map(([, fact = ""]) => fact);

/** Facts that a text cites, also several at once, and also where a citation goes on in the next line of a comment. */
function citedIn(text: string): readonly string[] {
  const citations = text.matchAll(/\b(SCP|SPO|PUL)(?: |\n[ */]+)(\d+(?:\.\d+)*(?:, \d+(?:\.\d+)*)*)/g);
  return [...citations].flatMap(([, group = "", numbers = ""]) =>
    numbers.split(", ").map((number) => `${group} ${number}`),
  );
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs|cjs|md)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((file) => !file.includes("node_modules") && file !== page && file !== __filename.slice(root.length + 1));
}

const folders = ["provider", "emulator", "examples", "test", "tools", "bench", "docs"];
const files = [...readdirSync(root).filter((name) => name.endsWith(".md")), ...folders.flatMap(filesBelow)];

test("each fact that is cited stands in docs/observations.md", () => {
  const unknown = files.flatMap((file) =>
    citedIn(read(file)).flatMap((fact) => (facts.includes(fact) ? [] : [`${file}: ${fact}`])),
  );
  expect(unknown).toEqual([]);
});

test("each fact of docs/observations.md stands there once, and is cited", () => {
  const cited = new Set(files.flatMap((file) => citedIn(read(file))));
  expect(facts).toEqual([...new Set(facts)]);
  expect(facts.filter((fact) => !cited.has(fact))).toEqual([]);
});

test.each([
  ["one", "kept for ten days (SPO 2)", ["SPO 2"]],
  ["several of a group", "at most 10 (SCP 6.2, 6.3).", ["SCP 6.2", "SCP 6.3"]],
  ["of two groups", "SCP 1, PUL 2.2", ["SCP 1", "PUL 2.2"]],
  ["over the end of a comment's line", "/**\n * is gone (SPO\n * 4)", ["SPO 4"]],
  ["none", "SCP v2, SCP's 10 keys", []],
])("citations are found: %s", (_, text, cited) => {
  expect(citedIn(text)).toEqual(cited);
});
