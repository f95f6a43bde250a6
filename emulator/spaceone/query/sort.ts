import { isStruct, type Json, type Struct } from "../json";
import { valuesAt } from "./path";

export interface Order {
  readonly key: string;
  readonly desc: boolean;
}

/**
 * Sorts records by these keys. Records that are equal, and all records where there is no key, stay in the order of
 * creation.
 */
export function sorted<T>(records: readonly T[], orders: readonly Order[], asStruct: (record: T) => Struct): T[] {
  const compare = (a: T, b: T) => {
    for (const { key, desc } of orders) {
      const order = compareValues(sortValue(asStruct(a), key, desc), sortValue(asStruct(b), key, desc));
      if (order !== 0) return desc ? -order : order;
    }
    return 0;
  };
  return [...records].sort(compare);
}

/** For a list, its smallest item counts, or its largest one in a descending order. */
function sortValue(record: Struct, key: string, desc: boolean): Json | undefined {
  const values = valuesAt(record, key.split(".")).flatMap((value) =>
    Array.isArray(value) ? (value as Json[]) : [value],
  );
  const [first] = values.sort((a, b) => (desc ? -compareValues(a, b) : compareValues(a, b)));
  return first;
}

/** MongoDB's order of types: missing values, numbers, texts, objects, lists, booleans. */
function compareValues(a: Json | undefined, b: Json | undefined): number {
  const ranks = rank(a) - rank(b);
  if (ranks !== 0 || a === undefined || b === undefined || a === null || b === null) return ranks;
  const [left, right] =
    typeof a === "object" || typeof b === "object" ? [JSON.stringify(a), JSON.stringify(b)] : [a, b];
  return left < right ? -1 : left > right ? 1 : 0;
}

function rank(value: Json | undefined): number {
  if (value === undefined || value === null) return 0;
  if (isStruct(value)) return 3;
  if (Array.isArray(value)) return 4;
  return { number: 1, string: 2, boolean: 5 }[typeof value as "number" | "string" | "boolean"];
}
