type Body = Readonly<Record<string, unknown>>;

/** A body without the values that the service takes for "not sent": null, "", 0, false and empty lists (SPO 1). */
export function withoutDefaults(body: object): Body {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined && !isDefault(value)));
}

/**
 * The body of an update. A value that the service takes for "not sent" would be ignored silently, so it is refused;
 * `{}` is sent, and clears an object.
 */
export function changesOnly(body: object): Body {
  const given = Object.entries(body).filter(([, value]) => value !== undefined);
  const lost = given.filter(([, value]) => isDefault(value)).map(([name]) => name);
  if (lost.length > 0) throw new TypeError(`SpaceONE cannot clear ${lost.join(" and ")}`);
  return Object.fromEntries(given);
}

function isDefault(value: unknown): boolean {
  return (
    value === null || value === "" || value === 0 || value === false || (Array.isArray(value) && value.length === 0)
  );
}
