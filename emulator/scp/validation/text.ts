/** Characters, not UTF-16 units: an emoji is one. */
export function atMost(characters: number) {
  return [
    (text: string) => Array.from(text).length <= characters,
    { error: `String should have at most ${characters} characters` },
  ] as const;
}
