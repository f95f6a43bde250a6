/** The known word that equals the service's one, in whatever case; undefined if none does. */
export function knownWord<Word extends string>(words: readonly Word[], shown: string | undefined): Word | undefined {
  const word = shown?.trim().toLowerCase();
  return words.find((known) => known.toLowerCase() === word);
}

/** For messages: a word of the service that is none of the known ones. */
export function strangeWord(input: string, words: readonly string[], shown: string | undefined): readonly string[] {
  const isStrange = shown !== undefined && shown.trim() !== "" && knownWord(words, shown) === undefined;
  return isStrange ? [`the ${input} ${JSON.stringify(shown)}`] : [];
}
