interface Page<T> {
  readonly items: readonly T[];
  /** Number of objects on all pages, where the service says it. */
  readonly total: number | undefined;
}

/** Largest page asked for. A service that gives less is asked for more pages (SCP 3: `size` may be ignored). */
const pageSize = 1000;

/**
 * Reads a paged list to its end, or until it has given at least so many objects. An object that moved between pages
 * meanwhile is given once.
 */
export async function allPages<T extends { readonly id: string }>(
  read: (page: number, size: number) => Promise<Page<T>>,
  most = Infinity,
): Promise<readonly T[]> {
  const found = new Map<string, T>();
  for (let page = 0; ; page++) {
    const { items, total } = await read(page, pageSize);
    const before = found.size;
    for (const item of items) found.set(item.id, item);
    const complete = found.size >= most || (total === undefined ? items.length < pageSize : found.size >= total);
    if (complete || found.size === before) return [...found.values()];
  }
}
