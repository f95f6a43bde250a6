// The menu of the site, made of the links that the pages have: a new page stands in it where README.md names it.
import { posix } from "node:path";

import type { Page } from "./page";
import { linkTo } from "./pages";

interface Item {
  readonly text: string;
  readonly link: string;
}

interface Group {
  readonly text: string;
  readonly link?: string;
  readonly collapsed?: boolean;
  readonly items: readonly Item[];
}

function item(page: Page): Item {
  return { text: page.title, link: linkTo(page) };
}

/** The pages that a part of a page links to, in the order of the links. */
function linked({ page }: Page, part: string, pages: readonly Page[]): Page[] {
  const links = [...part.matchAll(/\]\(([^)\s#]+\.md)/g)].map(([, link = ""]) => posix.join(posix.dirname(page), link));
  return [...new Set(links)].flatMap((link) => pages.filter((other) => other.page === link));
}

function named(pages: readonly Page[], name: string): Page {
  const page = pages.find((one) => one.page === name);
  if (page === undefined) throw new Error(`the site has no page ${name}`);
  return page;
}

/** The groups of the menu in English. */
function groups(pages: readonly Page[]): Group[] {
  const home = named(pages, "index.md");
  const contributing = named(pages, "project/contributing.md");
  const [forUsers = "", forContributors = ""] = home.text.split(/^## Work on it$/m);
  const inFolder = (folder: string): Page[] =>
    pages.filter(({ page }) => posix.dirname(page) === folder && posix.basename(page) !== "index.md");
  const indexOf = (folder: string): Pick<Group, "link"> => {
    const index = pages.find(({ page }) => page === `${folder}/index.md`);
    return index === undefined ? {} : { link: linkTo(index) };
  };
  const users = linked(home, forUsers, pages);
  const contributors = [
    ...inFolder("project"),
    ...linked(home, forContributors, pages),
    ...linked(contributing, contributing.text, pages),
  ].filter((page) => page === contributing || !users.includes(page));
  const guides = new Set([...users, ...inFolder(".")].filter((page) => inFolder(".").includes(page)));
  const project = new Set(contributors.filter((page) => !page.page.endsWith("index.md")));
  return [
    { text: "Guides", items: [home, ...guides].filter((page) => !project.has(page)).map(item) },
    ...referenceGroups(named(pages, "reference/index.md"), pages),
    { text: "Examples", ...indexOf("examples"), collapsed: true, items: inFolder("examples").map(item) },
    { text: "Project", collapsed: true, items: [...project].map(item) },
  ];
}

/** A group for each list of the reference. */
function referenceGroups(reference: Page, pages: readonly Page[]): Group[] {
  const [, ...lists] = reference.text.split(/^## /m);
  return lists.map((list) => ({
    text: list.split("\n")[0] ?? "",
    collapsed: true,
    items: linked(reference, list, pages)
      .map(item)
      .map(({ text, link }) => ({ text: text.replace(/^Functions of (?:the )?/, ""), link })),
  }));
}

/** The menu by the beginning of a page's path. For pages in Korean, all of these stand before the others. */
export function sidebar(pages: readonly Page[]): Readonly<Record<string, readonly Group[]>> {
  const korean = pages.filter(({ page }) => page.startsWith("ko/"));
  const english = groups(pages.filter((page) => !korean.includes(page)));
  if (korean.length === 0) return { "/": english };
  return { "/": english, "/ko/": [{ text: "한국어", items: korean.map(item) }, ...english] };
}
