// Turns links as they work on a code host into links that work on the site.
import { posix } from "node:path";

import type { Page } from "./page";

/** Code, which is left as it is, or the target of a link. */
const codeOrLink = /(`+)[^]*?[^`]\1(?!`)|\]\(([^)\s]+)\)/g;

/** The text of a page with its links to files as links to pages. `pageOf` gives the page of a file of the project. */
export function withLinks({ file, page, text }: Page, pageOf: (file: string) => string | undefined): string {
  return text.replace(codeOrLink, (all: string, _ticks: string | undefined, link: string | undefined) => {
    if (link === undefined || /^(?:[a-z]+:|#)/.test(link)) return all;
    const [path = "", anchor] = link.split("#");
    const target = pageOf(posix.join(posix.dirname(file), path).replace(/\/$/, ""));
    if (target === undefined) {
      const remedy = "link to a page beside README.md or in docs, or to an example";
      throw new Error(`${file} links to ${link}, which is no page of the site: ${remedy}.`);
    }
    const way = posix.relative(posix.dirname(page), target);
    return `](${way.startsWith(".") ? way : `./${way}`}${anchor === undefined ? "" : `#${anchor}`})`;
  });
}
