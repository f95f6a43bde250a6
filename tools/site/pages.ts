// What the site is made of: README.md and docs/ as they are, the other pages of the root, and a page for each example.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, posix, relative } from "node:path";

import { withLinks } from "./links";
import type { Page } from "./page";

export const root = join(__dirname, "..", "..");

/** What only a build, an installation or a stack has made. */
const made = /(^|\/)(node_modules|dist|\.[^/]*)(\/|$)|(^|\/)Pulumi\.[^/]+\.yaml$/;

/** The files in a folder, at any depth. */
function filesIn(folder: string): string[] {
  const found = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(join(root, folder), join(parentPath, name)))
    .filter((file) => !made.test(file))
    .sort();
}

/** `README.md` is the page of its folder. A page in Korean, such as `faq.ko.md`, stands as `faq.md` in the folder `ko`. */
function placeOf(file: string): string {
  const inDocs = file.replace(/^docs\//, "");
  const page = inDocs === file && /^(?!README)[A-Z]+\.md$/.test(file) ? `project/${file.toLowerCase()}` : inDocs;
  const inEnglish = page.replace(/\.ko\.md$/, ".md").replace(/(^|\/)README\.md$/, "$1index.md");
  return page.endsWith(".ko.md") ? `ko/${inEnglish}` : inEnglish;
}

function writtenPages(): Page[] {
  const files = [...readdirSync(root), ...filesIn("docs").map((file) => `docs/${file}`), "examples/README.md"];
  return files
    .filter((file) => file.endsWith(".md") && existsSync(join(root, file)))
    .sort()
    .map((file) => {
      const text = readFileSync(join(root, file), "utf8");
      const [, title = file] = /^# (.*)$/m.exec(text) ?? [];
      return { file, page: placeOf(file), title: title.replaceAll("`", ""), text };
    });
}

/** A page for each folder of examples, with its files. */
function examplePages(): Page[] {
  const files = filesIn("examples").filter((file) => file.includes("/"));
  const folders = [...new Set(files.map((file) => file.split("/")[0] ?? ""))];
  return folders.map((folder) => {
    const sections = files
      .filter((file) => file.startsWith(`${folder}/`))
      .map((file) => {
        const code = readFileSync(join(root, "examples", file), "utf8").trimEnd();
        return `## ${file.slice(folder.length + 1)}\n\n\`\`\`\`${extname(file).slice(1)}\n${code}\n\`\`\`\`\n`;
      });
    const text = [`# Example: ${folder}\n`, ...sections].join("\n");
    return { file: `examples/${folder}`, page: `examples/${folder}.md`, title: folder, text };
  });
}

/** All pages of the site. Links in their texts lead to other pages of it. */
export function sitePages(): Page[] {
  const pages = [...writtenPages(), ...examplePages()];
  const pageOf = (path: string): string | undefined => {
    const isOf = ({ file }: Page): boolean =>
      file === path || (path.startsWith(`${file}/`) && existsSync(join(root, path)));
    return pages.find(isOf)?.page;
  };
  return pages.map((page) => ({ ...page, text: withLinks(page, pageOf) }));
}

/** How the site's menu links a page: without `.md`, and an index by its folder. */
export function linkTo({ page }: Page): string {
  const { dir, name } = posix.parse(page);
  return posix.join("/", dir, name === "index" ? "/" : name);
}
