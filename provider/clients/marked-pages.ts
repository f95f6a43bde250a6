import type { Entries } from "./entries";
import type { Paging } from "./pages";

/** How the entries of a list are told apart, and which one a page ends with. */
export interface Marking<T> {
  readonly keyOf: (entry: T) => string;
  /** The marker of the page that begins after an entry; by default its key. */
  readonly markerOf?: (entry: T) => string | undefined;
}

/**
 * Reads a list that is paged by marker to its end, or for as long as the caller wants more. It ends with a page that is not
 * full, or has nothing new, since such a list does not say how long it is.
 */
export async function* eachMarkedPage<T>(
  { list, memory }: Paging,
  { keyOf, markerOf = keyOf }: Marking<T>,
  read: (limit: number, marker: string | undefined) => Promise<Entries<T>>,
): AsyncGenerator<readonly T[], void> {
  const seen = new Set<string>();
  const first = await memory.firstPage(list, (limit) => read(limit, undefined));
  for (let { reply } = first; ;) {
    const { known, odd, oddFields } = reply;
    memory.leaveOut(list, oddFields);
    const added = known.filter((entry) => !seen.has(keyOf(entry)) && seen.add(keyOf(entry)));
    yield added;
    const last = known.at(-1);
    if (known.length + odd.length < first.size || added.length === 0 || last === undefined) return;
    reply = await read(first.size, markerOf(last));
  }
}
