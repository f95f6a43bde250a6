import type { Entries } from "./entries";
import type { ListMemory } from "./list-memory";

/** One page of a list. */
export interface Page<T> {
  readonly entries: Entries<T>;
  /** The number of objects on all pages, where the service tells it. */
  readonly total: number | undefined;
}

/** Which list is read, and how much of it. */
interface Paging {
  /** The name of the list in messages. */
  readonly list: string;
  readonly memory: ListMemory;
  /** The number of objects that is enough: no further pages are read then. */
  readonly most?: number | undefined;
}

/**
 * Reads a paged list to its end, or until at least `most` objects were read. An object that moved to another page
 * meanwhile is returned once; one that cannot be read is counted and left out. The service may ignore `size` and give
 * smaller pages (SCP 3): then more pages are read.
 */
export async function allPages<T extends { readonly id: string }>(
  { list, memory, most = Infinity }: Paging,
  read: (page: number, size: number) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const found = new Map<string, T>();
  const odd = new Set<string>();
  const first = await memory.firstPage(list, (size) => read(0, size));
  for (let { reply } = first, page = 1; ; reply = await read(page, first.size), page++) {
    const { entries, total } = reply;
    const before = found.size + odd.size;
    for (const item of entries.known) found.set(item.id, item);
    for (const item of entries.odd) odd.add(JSON.stringify(item));
    memory.leaveOut(list, entries.oddFields);
    const seen = found.size + odd.size;
    const isLast = total === undefined ? entries.known.length + entries.odd.length < first.size : seen >= total;
    if (isLast || found.size >= most || seen === before) return [...found.values()];
  }
}
