/**
 * An object's members with other values; those whose value becomes undefined are left out. It does what
 * `Object.fromEntries(Object.entries(...).map(...))` does in a third of its time: each resource passes here often.
 */
export function mapMembers(values: object, change: (value: unknown, name: string) => unknown): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const name of Object.keys(values)) {
    const value = change((values as Record<string, unknown>)[name], name);
    if (value === undefined) continue;
    // Assigned in the usual way, a member of this name would be the object's prototype.
    if (name === "__proto__") Object.defineProperty(result, name, { ...ownMember, value });
    else result[name] = value;
  }
  return result;
}

const ownMember = { configurable: true, enumerable: true, writable: true };
