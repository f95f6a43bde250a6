// What a run of tests says at its end.

/** Rows are `{name, passed, failed, skipped, seconds, note?}`. */
export function summaryTable(rows) {
  const table = [
    ["step", "passed", "failed", "skipped", "seconds", ""],
    ...rows.map((row) => [
      row.name,
      String(row.passed),
      String(row.failed),
      String(row.skipped),
      row.seconds.toFixed(1),
      row.note ?? "",
    ]),
  ];
  const widths = table[0].map((_, column) => Math.max(...table.map((cells) => cells[column].length)));
  return table.map((cells) => formatLine(cells, widths)).join("\n");
}

function formatLine(cells, widths) {
  return cells
    .map((cell, column) => (isNumeric(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
    .join("  ")
    .trimEnd();
}

const isNumeric = (column) => column >= 1 && column <= 4;

/** The last line of a run, which continuous integration reads. */
export function totalLine(rows) {
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  const skipped = sum("skipped");
  return `${sum("passed")} passed, ${sum("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
