/** The value of a switch, as a world file has it. */
export type Value = string | number | boolean;

/** What is known of a switch: the values that it may have, or why nothing is. */
export interface Finding {
  /** One value is certain; of several nobody can tell which one it is. */
  readonly values: readonly Value[];
  /** Why it is not certain. */
  readonly because?: string;
}

export type Findings = Readonly<Record<string, Finding>>;

/** It is certain. */
export function certain(value: Value): Finding {
  return { values: [value] };
}

/** It could not be found out. */
export function unknown(because: string): Finding {
  return { values: [], because };
}

/** It is one of these. */
export function oneOf(values: readonly Value[], because: string): Finding {
  return values.length === 1 ? { values } : { values, because };
}

/** A number of seconds that is certain. */
export function secondsOf(findings: Findings, name: string): number | undefined {
  const { values = [] } = findings[name] ?? {};
  return values.length === 1 && typeof values[0] === "number" ? values[0] : undefined;
}

/** Joins what two stages know: what both allow. */
export function joined(one: Findings, other: Findings): Findings {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...names].map((name) => [name, both(one[name], other[name])]));
}

function both(one: Finding | undefined, other: Finding | undefined): Finding {
  if (one === undefined || one.values.length === 0) return other ?? one ?? unknown("nobody has looked");
  if (other === undefined || other.values.length === 0) return one;
  const values = one.values.filter((value) => other.values.includes(value));
  if (values.length === 0) return unknown(`replies differ: ${String(one.values)}, and ${String(other.values)}`);
  return oneOf(values, one.because ?? other.because ?? "");
}
