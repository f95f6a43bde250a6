import { compareValues } from "./order";
import { valuesAt } from "./path";
import { isList, type Document, type Value } from "./value";

export interface Order {
  readonly key: string;
  readonly desc: boolean;
}

/**
 * Sorts records by these keys. Records that are equal, and all records where there is no key, stay in the order of
 * creation.
 */
export function sorted<T extends Document>(records: readonly T[], orders: readonly Order[]): T[] {
  const paths = orders.map(({ key, desc }) => ({ path: key.split("."), desc }));
  const keyed = records.map((record) => ({
    record,
    values: paths.map(({ path, desc }) => sortValue(record, path, desc)),
  }));
  keyed.sort((a, b) => {
    for (const [index, { desc }] of paths.entries()) {
      const order = compareValues(a.values[index], b.values[index]);
      if (order !== 0) return desc ? -order : order;
    }
    return 0;
  });
  return keyed.map(({ record }) => record);
}

/**
 * For a list, its smallest item counts, or its largest one in a descending order. A missing value counts as null, and an
 * empty list is before it.
 */
function sortValue(record: Document, path: readonly string[], desc: boolean): Value | undefined {
  const values = valuesAt(record, path).flatMap((value): readonly (Value | undefined)[] => {
    if (!isList(value)) return [value ?? null];
    return value.length === 0 ? [undefined] : value;
  });
  if (values.length === 0) return null;
  return values.reduce((best, value) => {
    const order = compareValues(value, best);
    return (desc ? order > 0 : order < 0) ? value : best;
  });
}
