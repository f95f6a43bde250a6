/**
 * A text of unknown origin, in which nothing moves the cursor, clears the screen or turns the direction of what follows.
 * Its line feeds stay.
 */
export function withoutControls(text: string): string {
  return text.replaceAll(/[^\P{C}\n]+|[\p{Zl}\p{Zp}]+/gu, " ");
}

/** The same on one line, with single spaces. */
export function onOneLine(text: string): string {
  return withoutControls(text).replaceAll(/\s+/g, " ");
}
