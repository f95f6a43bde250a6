/** Stands for a value that is known only after other resources are made. Whoever speaks a protocol maps it to its own. */
export const unknown: unique symbol = Symbol("unknown");

/** True where a value is unknown or holds something unknown. */
export function hasUnknown(value: unknown): boolean {
  if (value === unknown) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(hasUnknown);
}

/** What is at a path: `unknown` also where a value on the way to it is. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const key of path) {
    if (current === unknown) return unknown;
    if (typeof current !== "object" || current === null) return undefined;
    current = (current as Record<PropertyKey, unknown>)[key];
  }
  return current;
}
