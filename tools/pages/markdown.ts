type Row = readonly string[];

/** A table as prettier formats it: each column as wide as its widest cell. */
export function table(head: Row, rows: readonly Row[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => cell(row, column).length)));
  const line = (row: Row): string =>
    `| ${widths.map((width, column) => cell(row, column).padEnd(width)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

function cell(row: Row, column: number): string {
  return row[column] ?? "";
}

/** As code, also where it has backticks. */
export function codeOf(text: string): string {
  if (!text.includes("`")) return `\`${text}\``;
  const space = /^`|`$/.test(text) ? " " : "";
  return `\`\`${space}${text}${space}\`\``;
}

const begin = "<!-- begin: made by tools/pages.mjs -->";
const end = "<!-- end -->";

/** A page that is made as a whole. */
export const emptyPage = `${begin}\n${end}\n`;

/** A page with what stands between each pair of its marks replaced. */
export function withParts(page: string, ...parts: readonly string[]): string {
  const [before = "", ...rest] = page.split(begin);
  if (rest.length !== parts.length) throw new Error(`a page needs "${begin}" ${String(parts.length)} times`);
  return parts.reduce((text, part, index) => {
    const [, after] = (rest[index] ?? "").split(end);
    if (after === undefined) throw new Error(`a page needs "${end}" after each "${begin}"`);
    return `${text}${begin}\n\n${part}\n\n${end}${after}`;
  }, before);
}
