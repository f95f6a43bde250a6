/** Whether two texts name one object: a service may show an id in another letter case, or with the dashes of a UUID. */
export function sameId(a: string, b: string): boolean {
  return a === b || plainId(a) === plainId(b);
}

/** An id without what may differ from one reply to the next. No request has it. */
export function plainId(id: string): string {
  return id.toLowerCase().replaceAll("-", "");
}
