import { readdirSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "@jest/globals";

import { withLinks } from "../../tools/site/links";
import { sidebar } from "../../tools/site/navigation";
import type { Page } from "../../tools/site/page";
import { linkTo, root, sitePages } from "../../tools/site/pages";

const pages = sitePages();
const page = (file: string, text = ""): Page => ({ file, page: file.replace("docs/", ""), title: file, text });

test("the site has each page of the project, and each example", () => {
  const files = pages.map(({ file }) => file);
  const docs = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" });
  const written = docs.filter((file) => file.endsWith(".md")).map((file) => `docs/${file}`);
  const examples = readdirSync(join(root, "examples"), { withFileTypes: true });
  const folders = examples.filter((entry) => entry.isDirectory()).map(({ name }) => `examples/${name}`);
  expect(files).toEqual(expect.arrayContaining(["README.md", "CONTRIBUTING.md", ...written, ...folders]));
  expect(new Set(pages.map((one) => one.page)).size).toBe(pages.length);
});

test("the menu leads to each page once, but to the lists that the menu has itself", () => {
  const links = (sidebar(pages)["/"] ?? []).flatMap(({ items }) => items.map(({ link }) => link));
  const english = pages.filter((one) => !one.page.startsWith("ko/"));
  const others = english.filter((one) => one.page === "index.md" || !one.page.endsWith("index.md"));
  expect([...links].sort()).toEqual(others.map(linkTo).sort());
});

test("the menu of Korean pages begins with them, and goes on with all others", () => {
  const korean: Page = { file: "README.ko.md", page: "ko/index.md", title: "시작", text: "" };
  const menu = sidebar([...pages.filter((one) => !one.page.startsWith("ko/")), korean]);
  expect(menu["/ko/"]?.[0]?.items).toEqual([{ text: "시작", link: "/ko/" }]);
  expect(menu["/ko/"]?.slice(1)).toEqual(menu["/"]);
});

test("a link leads to the page of its file, with its anchor", () => {
  const text =
    "[a](../README.md#use-it), [`b`](kms-key.md), [c](../../examples/quickstart/index.ts), [d](https://jestjs.io), [e](#f)";
  const places: Readonly<Record<string, string>> = {
    "docs/README.md": "index.md",
    "docs/reference/kms-key.md": "reference/kms-key.md",
    "examples/quickstart/index.ts": "examples/quickstart.md",
  };
  const changed = withLinks(page("docs/reference/secret.md", text), (file) => places[file]);
  expect(changed).toBe(
    "[a](../index.md#use-it), [`b`](./kms-key.md), [c](../examples/quickstart.md), [d](https://jestjs.io), [e](#f)",
  );
});

test("what looks like a link in code stays as it is", () => {
  const text = "`a](b)` and ``c`](d)``\n\n```ts\nx[0](e);\n```\n";
  expect(withLinks(page("docs/a.md", text), () => undefined)).toBe(text);
});

test("a link to what the site does not have is refused, with the page and a remedy", () => {
  const linking = page("docs/a.md", "[x](../tools/run.mjs)");
  expect(() => withLinks(linking, () => undefined)).toThrow(
    "docs/a.md links to ../tools/run.mjs, which is no page of the site: link to a page beside README.md or in docs",
  );
});
