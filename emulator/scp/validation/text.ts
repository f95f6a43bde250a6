/** A limit of characters, not of UTF-16 units: an emoji counts as one. */
export function atMost(characters: number) {
  return [
    (text: string) => Array.from(text).length <= characters,
    { error: `String should have at most ${characters} characters` },
  ] as const;
}
