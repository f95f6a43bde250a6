const unknownPrefix = "unknown:";

/** The id of an object whose creation may or may not have succeeded. */
export function unknownOutcomeId(name: string): string {
  return `${unknownPrefix}${name}`;
}

export function isUnknownOutcomeId(id: string): boolean {
  return id.startsWith(unknownPrefix);
}
