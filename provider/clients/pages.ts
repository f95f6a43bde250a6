import type { Entries } from "./entries";
import type { ListMemory } from "./list-memory";

/** One page of a list. */
export interface Page<T> {
  readonly entries: Entries<T>;
  /** Number of objects on all pages, where the service says it. */
  readonly total: number | undefined;
}

/** Which list is read, and how much of it. */
interface Paging {
  /** What the list is called in messages. */
  readonly list: string;
  readonly memory: ListMemory;
  /** Enough objects: further pages are not read. */
  readonly most?: number | undefined;
}

/**
 * Reads a paged list to its end, or until it has given at least so many objects. An object that moved between pages
 * meanwhile is given once; one that cannot be read counts, but is left out. A service that gives smaller pages than it is
 * asked for is asked for more of them (SCP 3: `size` may be ignored).
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
