import type { z } from "zod";

/** The entries of one page of a list. */
export interface Entries<T> {
  /** The entries that can be read. */
  readonly known: readonly T[];
  /** The entries that cannot be read, as they came. */
  readonly odd: readonly unknown[];
  /** The fields that are missing or of another form in those entries. */
  readonly oddFields: readonly string[];
}

/**
 * Reads the entries of a list one by one, so that an entry that differs from the reference does not hide the others.
 */
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
