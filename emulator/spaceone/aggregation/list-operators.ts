import { unexpected } from "../errors";
import { databaseType, isDocument, isList, type Document, type Value } from "../query/value";

type ListOperator = (value: Value | undefined) => Value;

function size(value: Value | undefined): Value {
  if (isList(value)) return value.length;
  throw unexpected(`The argument to $size must be an array, but was of type: ${databaseType(value)}`);
}

/** What is no number does not count. */
function sum(value: Value | undefined): Value {
  const values: readonly (Value | undefined)[] = isList(value) ? value : [value];
  return values.reduce<number>((total, item) => (typeof item === "number" ? total + item : total), 0);
}

function arrayToObject(value: Value | undefined): Value {
  if (value === undefined || value === null) return null;
  if (!isList(value)) throw unexpected(`$arrayToObject requires an array input, found: ${databaseType(value)}`);
  return Object.fromEntries(value.map(pair));
}

/** A pair is a list of two, or an object with `k` and `v`. */
function pair(item: Value): readonly [string, Value] {
  const [name, value] = isList(item) ? item : isDocument(item) ? [item["k"], item["v"]] : [];
  if (typeof name === "string" && value !== undefined) return [name, value];
  throw unexpected(
    `$arrayToObject requires a consistent input format of keys and values, found: ${databaseType(item)}`,
  );
}

function objectToArray(value: Value | undefined): Value {
  if (value === undefined || value === null) return null;
  if (!isDocument(value)) throw unexpected(`$objectToArray requires a document input, found: ${databaseType(value)}`);
  return Object.entries(value).map(([k, v]): Document => ({ k, v }));
}

export const listOperators: Readonly<Record<string, ListOperator>> = {
  size,
  sum,
  array_to_object: arrayToObject,
  object_to_array: objectToArray,
};
