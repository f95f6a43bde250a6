import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Fact {
  readonly heading: string;
  readonly text: string;
  readonly evidence: string;
}

/** The evidence begins with one of the page's words. */
const factForm = /^- (.*) _((?:documented|source|measured|inferred|assumed).*)_$/;

const observations = readFileSync(join(__dirname, "..", "..", "docs", "observations.md"), "utf8");

/** All facts of docs/observations.md, each in one line. */
function* facts(): Generator<Fact> {
  for (const section of observations.split(/^### /m).slice(1)) {
    const [heading = "", ...lines] = section.split(/\n(?=\S)/);
    for (const line of lines.filter((text) => text.startsWith("- "))) {
      const [, text, evidence] = factForm.exec(line.trim().replace(/\s+/g, " ")) ?? [];
      if (text !== undefined && evidence !== undefined) yield { heading: heading.trim(), text, evidence };
    }
  }
}

/** What no source says, or only in part, as docs/observations.md has it. */
export function undecidedPart(): string {
  const open = [...facts()].filter(({ evidence }) => /assumed|inferred/.test(evidence));
  const headings = [...new Set(open.map(({ heading }) => heading))];
  return headings
    .map((heading) => {
      const items = open.filter((fact) => fact.heading === heading);
      return [`**${heading}**`, "", ...items.map(({ text, evidence }) => `- ${text} _${evidence}_`)].join("\n");
    })
    .join("\n\n");
}
