import { table } from "../output/table";
import { reasonOf } from "./probe";
import { stages } from "./stages";
import { unobserved } from "./unobserved";
import type { Given } from "./stages/stage";

/** What would be made, and what it costs. */
export function plan(chosen: ReadonlySet<string>, given: Given): string {
  const rows = stages.map((stage) => {
    const { service, makes, costs, switches } = stage;
    const because = reasonOf(stage, chosen, given);
    return [service, because === undefined ? "yes" : `no: ${because}`, makes, costs, switches.join(", ")];
  });
  const headings = ["service", "done", "makes", "costs", "tells"];
  const parts = rows.map((row) =>
    headings.map((heading, column) => `${`${heading}:`.padEnd(9)}${row[column] ?? ""}`).join("\n"),
  );
  const left = Object.keys(unobserved);
  return [...parts, ...(left.length === 0 ? [] : [`It does not look at ${left.join(", ")}`])].join("\n\n");
}

/** What was found, and what was not. */
export function shownFindings(rows: readonly (readonly [string, string, string])[]): string {
  return table(["switch", "value", "not certain because"], rows);
}
