import { blocks } from "./document-blocks";

/** A command of a page, and the lines of its output that the page shows. */
export interface Shown {
  readonly command: string;
  readonly lines: readonly string[];
}

/** The commands of a page's blocks of the language `console`, by section, in its order. */
export function commandsOf(page: string): ReadonlyMap<string, readonly Shown[]> {
  const found = new Map<string, Shown[]>();
  for (const { code, section } of blocks.filter((block) => block.page === page && block.language === "console")) {
    const commands = code
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const [command = "", ...lines] = part.trimEnd().split("\n");
        return { command, lines };
      });
    found.set(section, [...(found.get(section) ?? []), ...commands]);
  }
  return found;
}

/** The shown lines that an output does not have, or not in this order. Dots in a line stand for anything. */
export function linesMissing({ lines }: Shown, output: string): string[] {
  let rest = output.split("\n");
  return lines.filter((line) => {
    const at = rest.findIndex((real) => formOf(line).test(real));
    rest = rest.slice(at + 1);
    return at === -1;
  });
}

function formOf(line: string): RegExp {
  const parts = line
    .trim()
    .split(/ *\.\.\. */)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/ +/g, " +"));
  return new RegExp(`^\\s*${parts.join(".*")}\\s*$`);
}
