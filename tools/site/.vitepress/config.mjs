// Settings of VitePress, which makes the site of the pages that tools/site.mjs has laid out.
import { readFileSync } from "node:fs";
import { defineConfig } from "vitepress";
import { inRoot } from "../../run/project.mjs";
import { anchorOf } from "../anchors.ts";
import { korean } from "../korean.ts";
import { sidebar } from "../navigation.ts";
import { sitePages } from "../pages.ts";

const pages = sitePages();
const hasKorean = pages.some(({ page }) => page.startsWith("ko/"));
const { name, description } = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));

/** Pages are Markdown as code hosts read it, without what VitePress adds: nothing in a text is a template. */
function asWritten(markdown) {
  markdown.disable("emoji");
  const { escapeHtml } = markdown.utils;
  markdown.renderer.rules.text = (tokens, at) => escapeHtml(tokens[at].content).replaceAll("{{", "&#123;&#123;");
}

const searchOptions = {
  locales: { ko: { translations: korean.search } },
  miniSearch: {
    searchOptions: {
      /** What users need comes first. The browser gets this function as a text, so it uses nothing outside. */
      boostDocument: (id) =>
        /\/(project\/|observations|rules|architecture|recorded-state|adding-a-resource|coverage|examples\/)/.test(id)
          ? 0.4
          : 1,
    },
  },
};

export default defineConfig({
  title: name,
  description,
  lang: "en",
  // No icon, which browsers would look for at the root of the host.
  head: [["link", { rel: "icon", href: "data:," }]],
  srcDir: inRoot(".cache", "site"),
  cacheDir: inRoot(".cache", "vitepress"),
  locales: {
    root: { label: "English", lang: "en" },
    ...(hasKorean && { ko: { label: "한국어", lang: "ko", themeConfig: korean.theme } }),
  },
  markdown: {
    anchor: { slugify: anchorOf },
    attrs: { disable: true },
    linkify: false,
    languageAlias: { cjs: "js", mjs: "js" },
    config: asWritten,
  },
  themeConfig: {
    sidebar: sidebar(pages),
    outline: [2, 3],
    // A page need not be there in each language: the menu of languages leads to the first one.
    i18nRouting: false,
    search: { provider: "local", options: searchOptions },
  },
});
