import type { Schema } from "./json-schema";

const samples: Readonly<Record<string, unknown>> = {
  string: "1",
  integer: 1,
  number: 1.5,
  boolean: true,
  null: null,
  array: [],
  object: {},
};

/** A value of each type that a schema does not have. */
export function wrongTypes(schema: Schema): unknown[] {
  const types = (schema.anyOf ?? [schema]).map(({ type }) => type);
  return Object.entries(samples).flatMap(([type, value]) => (types.includes(type) ? [] : [value]));
}

/** Values that are just beyond what a schema says of its length, size, pattern or choice. */
export function inputsBeyond(schema: Schema): unknown[] {
  const { enum: choices, maximum, maxLength, minimum, minLength, pattern } = schema;
  return [
    ...(minLength === undefined ? [] : ["", "a".repeat(minLength - 1)]),
    ...(maxLength === undefined ? [] : ["a".repeat(maxLength + 1)]),
    ...(minimum === undefined ? [] : [minimum - 1]),
    ...(maximum === undefined ? [] : [maximum + 1]),
    ...(choices === undefined ? [] : ["", "other", String(choices[0]).toUpperCase()]),
    ...(pattern === undefined ? [] : unlike(new RegExp(pattern))),
  ];
}

/** Values that are just within. */
export function inputsWithin(schema: Schema): unknown[] {
  const { enum: choices, maximum, maxLength, minimum, minLength } = schema;
  return [
    ...(minLength === undefined ? [] : ["a".repeat(minLength)]),
    ...(maxLength === undefined ? [] : ["a".repeat(maxLength)]),
    ...(minimum === undefined ? [] : [minimum]),
    ...(maximum === undefined ? [] : [maximum]),
    ...(choices ?? []),
  ];
}

function unlike(pattern: RegExp): string[] {
  const candidates = ["ABC", "a-b", "a_b", "a b", "abc\n", "äöü", "가나다", "y", "YN", "active", "Deleted", "Active "];
  return candidates.filter((text) => !pattern.test(text));
}
