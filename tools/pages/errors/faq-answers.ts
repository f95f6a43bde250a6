import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A heading of docs/faq.md that quotes messages. */
export interface Answer {
  readonly anchor: string;
  /** Each message as the heading quotes it, with dots for what differs. */
  readonly quotes: readonly string[];
}

const faq = join(__dirname, "..", "..", "..", "docs", "faq.md");

export const answers: readonly Answer[] = [...readFileSync(faq, "utf8").matchAll(/^## (.*)$/gm)]
  .map(([, heading = ""]) => ({
    anchor: heading
      .toLowerCase()
      .replace(/[^\w -]/g, "")
      .replace(/ /g, "-"),
    quotes: [...heading.matchAll(/"([^"]*)"/g)].map(([, quote = ""]) => quote).filter((quote) => quote.includes(" ")),
  }))
  .filter(({ quotes }) => quotes.length > 0);

/** Whether a message's form is one that a heading quotes. */
export function isQuotedIn(form: string, quote: string): boolean {
  let rest = form;
  return quote.split("...").every((part) => {
    const at = rest.indexOf(part.trim());
    rest = rest.slice(at + part.trim().length);
    return at >= 0;
  });
}
