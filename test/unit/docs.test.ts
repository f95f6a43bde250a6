import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect, test } from "@jest/globals";

const root = join(__dirname, "..", "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** Names of the options that an interface of Pulumi's SDK declares. */
function optionsOf(name: string): string[] {
  const types = readFileSync(join(dirname(require.resolve("@pulumi/pulumi")), "resource.d.ts"), "utf8");
  const body = new RegExp(`export interface ${name} [^{]*\\{(.*?)^\\}`, "ms").exec(types)?.[1] ?? "";
  return [...body.matchAll(/^ {4}(\w+)\??:/gm)].map(([, option = ""]) => option);
}

test("docs/options.md has a row for each of Pulumi's options of a resource, and for nothing else", () => {
  const [, table = ""] = /## Options\n(.*?)\n## /s.exec(read("docs/options.md")) ?? [];
  const rows = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, option = ""]) => option);
  const options = [...optionsOf("ResourceOptions"), ...optionsOf("CustomResourceOptions")];
  expect(options).toHaveLength(24);
  expect(rows).toEqual([...options].sort());
});

const pages = [".", "docs"].flatMap((folder) =>
  readdirSync(join(root, folder)).flatMap((name) => (name.endsWith(".md") ? [join(folder, name)] : [])),
);

test.each(pages)("links of %s lead to files and headings that are there", (file) => {
  for (const [, path = "", anchor] of read(file).matchAll(/\]\(([^)#:]*)(?:#([\w-]+))?\)/g)) {
    const target = read(path === "" ? file : join(dirname(file), path));
    const headings = [...target.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replaceAll(/[^\w -]/g, "")
        .replaceAll(" ", "-"),
    );
    if (anchor !== undefined) expect(headings).toContain(anchor);
  }
});

/** Paths that a page has between backticks. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map(([, path = ""]) => path);
}

/** Paths of a page's tree of folders, where each level is indented by two spaces. */
function pathsOfTree(text: string): string[] {
  const [, tree = ""] = /```text\n(.*?)```/s.exec(text) ?? [];
  const above: string[] = [];
  return tree.split("\n").flatMap((line) => {
    const [, indent = "", names = ""] = /^( *)([^\s,]+(?:, [^\s,]+)*)/.exec(line) ?? [];
    const paths = names.split(", ").map((name) => join(...above.slice(0, indent.length / 2), name));
    above.splice(indent.length / 2, above.length, paths[0]?.split("/").at(-2) ?? "");
    return names === "" ? [] : paths.map((path) => path.replace(/<.*/, ""));
  });
}

test("files and folders that docs/architecture.md names are there", () => {
  const page = read("docs/architecture.md");
  const paths = [...pathsOfTree(page), ...pathsIn(page)].filter((path) => path !== "pulumi-scp/provider");
  expect(paths.length).toBeGreaterThan(60);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test("the files that docs/adding-a-resource.md names are there", () => {
  const named = [...read("docs/adding-a-resource.md").matchAll(/`((?:provider|emulator|test|tools)\/[\w./-]+)`/g)];
  expect(named.length).toBeGreaterThan(20);
  expect(named.map(([, path = ""]) => path).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
