/** The only one of these; fails where there is none, or another one. */
export function theOnly<T>(found: readonly T[]): T {
  const [first, ...others] = found;
  if (first === undefined || others.length > 0) throw new Error(`one was expected, and there are ${found.length}`);
  return first;
}
