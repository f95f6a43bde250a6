/** Stands for a value that is known only after other resources are made. Each face maps it to that of its protocol. */
export const unknown: unique symbol = Symbol("unknown");

/** True if a value is unknown or holds an unknown value. */
export function hasUnknown(value: unknown): boolean {
  if (value === unknown) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(hasUnknown);
}

/** The value at a path; `unknown` also if a value on the way is unknown. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const key of path) {
    if (current === unknown) return unknown;
    if (typeof current !== "object" || current === null) return undefined;
    current = (current as Record<PropertyKey, unknown>)[key];
  }
  return current;
}
