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

const begin = "<!-- begin: made by tools/pages.mjs -->";
const end = "<!-- end -->";

/** A page with the text between its two marks replaced. */
export function withPart(page: string, part: string): string {
  const [before, rest = "", ...more] = page.split(begin);
  const [, after] = rest.split(end);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`a page needs "${begin}" and "${end}"`);
  return `${before}${begin}\n\n${part}\n\n${end}${after}`;
}
