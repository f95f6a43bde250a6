/** The input that a path of `ignoreChanges` or `replaceOnChanges` begins with: `value.password`, `["value"].password`, `ips[0]`. */
export function inputOf(path: string): string {
  return /^\["((?:[^"\\]|\\.)*)"\]/.exec(path)?.[1] ?? /^[^.[]*/.exec(path)?.[0] ?? "";
}

/** Whether a path ends below the input that it begins with. */
export function isBelowInput(path: string): boolean {
  const name = inputOf(path);
  return path !== name && path !== `["${name}"]`;
}
