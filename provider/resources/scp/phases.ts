import type { Identity, Phase } from "../../lifecycle/definition/identity";

/** The service's words for the states of a kind, and what they mean. Case, spaces and underscores do not count. */
export type States = Readonly<Record<string, Phase>>;

/** What an unknown word probably means; the first pattern that matches counts. */
const meanings: readonly (readonly [RegExp, Phase])[] = [
  [/error|fail/, "failed"],
  [/terminat|delet/, "terminating"],
  [/creat|pending|provision/, "creating"],
];

/** The phase of a state. A word that is not understood counts as `otherwise`, so that nothing is made or deleted for it. */
export function phaseOf(states: States, word: string, otherwise: Phase = "ready"): Phase {
  return understood(states, word) ?? otherwise;
}

/**
 * The object with a name. Of several it is one whose deletion is not scheduled: a service may give a name to another object
 * before the first one is gone.
 */
export function named<T>(objects: readonly T[], name: string, identify: (object: T) => Identity): T | undefined {
  const all = objects.filter((object) => identify(object).name === name);
  return all.find((object) => identify(object).phase !== "terminating") ?? all[0];
}

/** For messages: the state, if it is neither in the list nor understood. */
export function strangeState(states: States, word: string): readonly string[] {
  return word === "" || understood(states, word) !== undefined ? [] : [`the state ${JSON.stringify(word)}`];
}

/** Whether a word is one of the list. */
export function isListed(states: States, word: string): boolean {
  return Object.hasOwn(states, word) || Object.keys(states).some((known) => isWord(word, known));
}

/** Whether two spellings are one word: `To_Be_Terminated`, `TO BE TERMINATED`. */
export function isWord(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function understood(states: States, word: string): Phase | undefined {
  // Most words are spelled as in the list.
  if (Object.hasOwn(states, word)) return states[word];
  const listed = Object.entries(states).find(([known]) => isWord(word, known));
  return (listed ?? meanings.find(([pattern]) => pattern.test(plain(word))))?.[1];
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[\s_-]/g, "");
}
