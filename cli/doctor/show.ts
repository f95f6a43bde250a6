import { table } from "../output/table";
import type { Check } from "./check";

/** Checks for people: all of them, and below what has to be done, each remedy once. */
export function shownChecks(checks: readonly Check[]): string {
  const rows = checks.map(({ check, status, message }) => [status, check, message]);
  const remedies = new Set(checks.map(({ remedy }) => remedy).filter((remedy) => remedy !== undefined));
  const todo = [...remedies].map((remedy) => {
    const names = checks.filter((check) => check.remedy === remedy).map(({ check }) => check);
    return `- ${[...new Set(names)].join(", ")}: ${remedy}`;
  });
  const below = todo.length === 0 ? [] : ["", "What to do:", ...todo];
  return [table(["status", "check", "what was found"], rows), ...below].join("\n");
}
