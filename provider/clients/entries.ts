import type { z } from "zod";

/** The entries of one page of a list. */
export interface Entries<T> {
  /** Those that can be read. */
  readonly known: readonly T[];
  /** Those that cannot, as they came. */
  readonly odd: readonly unknown[];
  /** The fields that the odd ones lack or have in another form. */
  readonly oddFields: readonly string[];
}

/** Reads the entries of a list, each by itself: one that is not as the reference says does not hide the others. */
export function readEntries<T>(entries: readonly unknown[], record: z.ZodType<T>): Entries<T> {
  const known: T[] = [];
  const odd: unknown[] = [];
  const oddFields = new Set<string>();
  for (const entry of entries) {
    const parsed = record.safeParse(entry);
    if (parsed.success) {
      known.push(parsed.data);
      continue;
    }
    odd.push(entry);
    for (const { path } of parsed.error.issues) oddFields.add(path.join("."));
  }
  return { known, odd, oddFields: [...oddFields] };
}
