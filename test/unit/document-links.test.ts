import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect, test } from "@jest/globals";

const root = join(__dirname, "..", "..");
const docs = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).map((file) => join("docs", file));
const pages = [...readdirSync(root), ...docs, "examples/README.md"].filter((file) => file.endsWith(".md"));

/** What a heading is called in a link. */
function anchorsOf(file: string): string[] {
  const headings = [...readFileSync(file, "utf8").matchAll(/^#+ (.*)$/gm)];
  return headings.map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replace(/ /g, "-"),
  );
}

/** The links of a page to files of the project. */
function linksOf(page: string): string[] {
  const text = readFileSync(join(root, page), "utf8").replace(/```[^]*?```/g, "");
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links.filter((link) => !/^[a-z]+:/.test(link));
}

/** The links of a page that lead nowhere. */
function deadLinks(page: string): string[] {
  const file = join(root, page);
  return linksOf(page).filter((link) => {
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? file : join(dirname(file), path);
    return !existsSync(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
  });
}

test.each(pages)("each link of %s leads to a file and to a heading in it", (page) => {
  expect(deadLinks(page)).toEqual([]);
});

test("each link of a page that the package ships leads to something that it ships", () => {
  const { files } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { files: string[] };
  const shipped = [...files, "README.md", "LICENSE", "package.json"];
  const isShipped = (path: string): boolean => shipped.some((name) => path === name || path.startsWith(`${name}/`));
  const lost = pages.filter(isShipped).flatMap((page) =>
    linksOf(page)
      .map((link) => join(dirname(page), link.split("#")[0] ?? ""))
      .filter((target) => target !== dirname(page) && !isShipped(target))
      .map((target) => `${page}: ${target}`),
  );
  expect(shipped).toContain("docs");
  expect(lost).toEqual([]);
});

test("README.md leads to each page of docs, at once or over one other page", () => {
  const linked = (page: string): string[] =>
    [...readFileSync(join(root, page), "utf8").matchAll(/\]\(([^)\s#]+\.md)/g)].map(([, link = ""]) =>
      join(dirname(page), link),
    );
  const near = linked("README.md");
  const reached = new Set([...near, ...near.flatMap(linked)]);
  const others = docs.filter((page) => page.endsWith(".md"));
  expect(others.filter((page) => !reached.has(page))).toEqual([]);
});
