/** The one of the known words that the service means, in whatever case; undefined where it means none of them. */
export function knownWord<Word extends string>(words: readonly Word[], shown: string | undefined): Word | undefined {
  const said = shown?.trim().toLowerCase();
  return words.find((word) => word.toLowerCase() === said);
}

/** For messages: a word of the service that is none of the known ones. */
export function strangeWord(input: string, words: readonly string[], shown: string | undefined): readonly string[] {
  const isStrange = shown !== undefined && shown.trim() !== "" && knownWord(words, shown) === undefined;
  return isStrange ? [`the ${input} ${JSON.stringify(shown)}`] : [];
}
