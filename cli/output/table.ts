import { onOneLine } from "../../provider/words/controls";

/** A cell of a table has at most so many characters: names can be of any length. */
const widest = 120;

/** A table for people: a line of headings, a line for each row, and columns as wide as their widest cell. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings.map((heading) => heading.toUpperCase()), ...rows.map((row) => row.map(shown))];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function shown(text: string): string {
  const line = onOneLine(text);
  return line.length <= widest ? line : `${line.slice(0, widest - 3)}...`;
}
