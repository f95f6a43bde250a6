import { databaseFailure } from "../errors";
import type { Json } from "../json";
import { compareValues } from "./order";
import { databaseType, identityOf, type Value } from "./value";

/** Whether one of the values that a record has at a condition's key fits. */
export type Test = (candidates: readonly (Value | undefined)[]) => boolean;

const isNull = (value: Value | undefined): boolean => value === null || value === undefined;

export const equal = (operand: Json): Test => {
  // Null also matches a field that is missing.
  if (operand === null) return (candidates) => candidates.some(isNull);
  if (typeof operand !== "object") return (candidates) => candidates.includes(operand);
  const identity = identityOf(operand);
  return (candidates) => candidates.some((value) => value !== undefined && identityOf(value) === identity);
};

export const among = (operands: readonly Json[]): Test => {
  const plain = new Set<Value | undefined>(operands.filter((operand) => typeof operand !== "object"));
  const others = operands.filter((operand) => typeof operand === "object").map(equal);
  return (candidates) => candidates.some((value) => plain.has(value)) || others.some((test) => test(candidates));
};

export const negated =
  (test: Test): Test =>
  (candidates) =>
    !test(candidates);

/** Values of different types have no order. A missing value is like null. */
function ordered(fits: (order: number) => boolean): (operand: Json) => Test {
  return (operand) => (candidates) =>
    candidates.some((candidate) => {
      const value = candidate ?? null;
      return databaseType(value) === databaseType(operand) && fits(compareValues(value, operand));
    });
}

export const orders = {
  lt: ordered((order) => order < 0),
  lte: ordered((order) => order <= 0),
  gt: ordered((order) => order > 0),
  gte: ordered((order) => order >= 0),
};

/** With the flag `i` upper and lower case are the same. */
export function pattern(source: string, flags: "" | "i"): Test {
  let expression: RegExp;
  try {
    expression = new RegExp(source, flags);
  } catch (error) {
    throw databaseFailure(error instanceof Error ? error.message : String(error));
  }
  return (candidates) => candidates.some((value) => typeof value === "string" && expression.test(value));
}
