/** Tells the user a line, or several. Names of objects stand in it, so nothing may move the cursor or clear the screen. */
export function tell(text: string): void {
  console.error(text.replaceAll(/[^\P{C}\n]+|[\p{Zl}\p{Zp}]+/gu, " "));
}
