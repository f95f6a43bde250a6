import { unexpected } from "../errors";
import { compareValues } from "../query/order";
import { databaseType, identityOf, isDocument, type Document, type Value } from "../query/value";

/** One value for the values of a group; undefined stands for a document that has none. */
export type Reduction = (values: readonly (Value | undefined)[]) => Value;

type Present = Exclude<Value, null>;

const present = (values: readonly (Value | undefined)[]): Present[] =>
  values.filter((value): value is Present => value !== undefined && value !== null);

/** What is no number does not count. */
const numbers = (values: readonly (Value | undefined)[]): number[] =>
  values.filter((value) => typeof value === "number");

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The first value in an order. */
function extreme(isBefore: (order: number) => boolean): Reduction {
  return (values) => {
    const candidates = present(values);
    return candidates.reduce<Value>(
      (best, value) => (best === null || isBefore(compareValues(value, best)) ? value : best),
      null,
    );
  };
}

function merged(values: readonly (Value | undefined)[]): Value {
  const objects = present(values).map((value): Document => {
    if (isDocument(value)) return value;
    throw unexpected(
      `$mergeObjects requires object inputs, but input ${JSON.stringify(value, String)} is of type ${databaseType(value)}`,
    );
  });
  return Object.assign({}, ...objects) as Document;
}

export const reductions = {
  sum: (values) => sum(numbers(values)),
  average: (values) => {
    const counted = numbers(values);
    return counted.length === 0 ? null : sum(counted) / counted.length;
  },
  max: extreme((order) => order > 0),
  min: extreme((order) => order < 0),
  first: (values) => values[0] ?? null,
  last: (values) => values.at(-1) ?? null,
  /** Each value once, in the order in which they were first met. */
  add_to_set: (values) => {
    const found = values.filter((value): value is Value => value !== undefined);
    return [...new Map(found.map((value) => [identityOf(value), value])).values()];
  },
  merge_objects: merged,
} as const satisfies Readonly<Record<string, Reduction>>;
