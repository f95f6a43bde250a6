import { isDocument, isList, type Document, type Value } from "./value";

/**
 * MongoDB's order of all values: missing ones, null, numbers, texts, objects, lists, booleans, times. Values of the same
 * type are compared with each other, lists item by item and objects name by name.
 */
export function compareValues(a: Value | undefined, b: Value | undefined): number {
  const ranks = rank(a) - rank(b);
  if (ranks !== 0 || a === undefined || b === undefined || a === null || b === null) return ranks;
  if (isList(a) && isList(b)) return compareLists(a, b, compareValues);
  if (isDocument(a) && isDocument(b)) return compareLists(Object.entries(a), Object.entries(b), compareMembers);
  return a < b ? -1 : a > b ? 1 : 0;
}

function rank(value: Value | undefined): number {
  if (value === undefined) return 0;
  if (value === null) return 1;
  if (isList(value)) return 5;
  return ranks[typeof value as keyof typeof ranks];
}

const ranks = { number: 2, string: 3, object: 4, boolean: 6, bigint: 7 } as const;

function compareLists<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): number {
  for (const [index, item] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const order = compare(item, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

type Member = readonly [name: string, value: Document[string]];

/** The type of the value comes first, then the name. */
function compareMembers([name, value]: Member, [otherName, otherValue]: Member): number {
  return (
    rank(value) - rank(otherValue) ||
    Number(name > otherName) - Number(name < otherName) ||
    compareValues(value, otherValue)
  );
}
