import type { Page } from "../pages";

/** The most entries of one reply (SPO 4). */
const blockSize = 1000;

/** A part of a list: its first entry, counted from 1, and the most entries. */
export interface Part {
  readonly start?: number;
  readonly limit?: number;
}

/**
 * Reads a part of a list in blocks, for as long as the caller wants more. The blocks join only if the list has an order
 * of its own.
 */
export async function* eachBlock<T>(
  { start = 1, limit = Infinity }: Part,
  read: (part: Required<Part>) => Promise<Page<T>>,
): AsyncGenerator<Page<T>, void> {
  for (let taken = 0; taken < limit;) {
    const page = await read({ start: start + taken, limit: Math.min(blockSize, limit - taken) });
    yield page;
    const { entries, total } = page;
    const count = entries.known.length + entries.odd.length;
    taken += count;
    // A block that is not full may be as large as the service allows.
    if (count === 0 || start + taken > (total ?? Infinity)) return;
  }
}
