import type { Entries } from "./entries";
import type { Paging } from "./pages";

/** How the entries of a list are told apart, and which one a page ends with. */
export interface Marking<T> {
  readonly keyOf: (entry: T) => string;
  /** The marker of the page that begins after an entry; by default its key. */
  readonly markerOf?: (entry: T) => string | undefined;
}

/** One page of a list that is paged by marker. */
export interface MarkedPage<T> extends Entries<T> {
  /** The number of entries on all pages, where the service tells it. */
  readonly total?: number | undefined;
}

/**
 * Reads a list that is paged by marker to its end, or for as long as the caller wants more. It ends with as many entries as
 * the service says that there are, or else with a page that has nothing new: a page that is not full may be as large as the
 * service allows (SCP 3).
 */
export async function* eachMarkedPage<T>(
  { list, memory }: Paging,
  { keyOf, markerOf = keyOf }: Marking<T>,
  read: (limit: number, marker: string | undefined) => Promise<MarkedPage<T>>,
): AsyncGenerator<readonly T[], void> {
  const seen = new Set<string>();
  const oddSeen = new Set<string>();
  const first = await memory.firstPage(list, (limit) => read(limit, undefined));
  for (let { reply } = first; ;) {
    const { known, odd, oddFields, total } = reply;
    memory.leaveOut(list, oddFields);
    const added = known.filter((entry) => !seen.has(keyOf(entry)) && seen.add(keyOf(entry)));
    yield added;
    for (const item of odd) oddSeen.add(JSON.stringify(item));
    const last = known.at(-1);
    // A full page is never believed to be the last one: the number may be that of the page alone.
    const isFull = known.length + odd.length >= first.size;
    const isLast = total !== undefined && !isFull && seen.size + oddSeen.size >= total;
    if (isLast || added.length === 0 || last === undefined) return;
    reply = await read(first.size, markerOf(last));
  }
}
