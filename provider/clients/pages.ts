import type { Entries } from "./entries";
import type { ListMemory } from "./list-memory";

/** One page of a list. */
export interface Page<T> {
  readonly entries: Entries<T>;
  /** The number of objects on all pages, where the service tells it. */
  readonly total: number | undefined;
}

/** Which list is read. */
export interface Paging {
  /** The name of the list in messages. */
  readonly list: string;
  readonly memory: ListMemory;
}

/**
 * Reads a paged list to its end, or for as long as the caller wants more. An object that moved to another page meanwhile is
 * returned once; one that cannot be read is counted and left out. The service may ignore `size` and give smaller pages
 * (SCP 3): then more pages are read.
 */
export async function* eachPage<T extends { readonly id: string }>(
  { list, memory }: Paging,
  read: (page: number, size: number) => Promise<Page<T>>,
): AsyncGenerator<readonly T[], void> {
  const seen = new Set<string>();
  const first = await memory.firstPage(list, (size) => read(0, size));
  for (let { reply } = first, page = 1; ; reply = await read(page, first.size), page++) {
    const { entries, total } = reply;
    const before = seen.size;
    const added = entries.known.filter(({ id }) => !seen.has(id) && seen.add(id));
    for (const item of entries.odd) seen.add(JSON.stringify(item));
    memory.leaveOut(list, entries.oddFields);
    yield added;
    // Without a number nothing but a page without anything new tells that it was the last one.
    const isLast = total !== undefined && seen.size >= total;
    if (isLast || seen.size === before) return;
  }
}
