import type { Findings, Value } from "./findings";

/** The switches that are certain: a world file for the emulator. */
export function worldOf(findings: Findings): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.entries(findings).flatMap(([name, { values }]) => {
      const [value] = values;
      return values.length === 1 && value !== undefined ? [[name, value]] : [];
    }),
  );
}

/** A line for each switch: its name, its value or values, and why it is not certain. */
export function rowsOf(findings: Findings): readonly (readonly [string, string, string])[] {
  return Object.entries(findings).map(([name, { values, because = "" }]) => [
    name,
    values.length === 0 ? "not seen" : values.join(" or "),
    values.length === 1 ? "" : because,
  ]);
}
