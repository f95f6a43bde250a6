/** Stands for a value that is known only after other resources are made. Whoever speaks a protocol maps it to its own. */
export const unknown: unique symbol = Symbol("unknown");

/** True where a value is unknown or holds something unknown. */
export function hasUnknown(value: unknown): boolean {
  if (value === unknown) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(hasUnknown);
}

/** True where the value at a path, or one on the way to it, is unknown. */
export function isUnknownAt(value: unknown, path: readonly PropertyKey[]): boolean {
  let current = value;
  for (const key of path) {
    if (current === unknown) return true;
    if (typeof current !== "object" || current === null) return false;
    current = (current as Record<PropertyKey, unknown>)[key];
  }
  return current === unknown;
}
