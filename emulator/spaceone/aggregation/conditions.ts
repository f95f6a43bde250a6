import { databaseFailure, unexpected } from "../errors";
import type { Json } from "../json";
import { pythonRepr } from "../python-text";
import { keyOf, operatorOf } from "../query/filter";
import type { GroupCondition } from "../wire/statistics";
import { fieldExpression, withinGroup } from "./field-path";
import { compareValues } from "../query/order";
import type { Document } from "../query/value";

type Predicate = (document: Document) => boolean;

/** In the order in which the service lists them when it refuses another one. */
const operators: Readonly<Record<string, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  not: () => {
    throw unexpected("Expression $not takes exactly 1 arguments. 2 were passed in.");
  },
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
};

/**
 * Whether a document counts. Unlike the conditions of a query these compare values of different types, in MongoDB's
 * order, and so a missing value is less than any other.
 */
export function compileConditions(conditions: readonly GroupCondition[], keysBefore: readonly string[]): Predicate {
  const tests = conditions.map((condition): Predicate => {
    const [key, operator] = [keyOf(condition), operatorOf(condition)];
    const value = condition.value ?? condition.v ?? null;
    if (key === undefined) throw incomplete("key", "a key", condition);
    if (value === null) throw incomplete("value", "a value", condition);
    if (operator === undefined) throw incomplete("operator", "a operator", condition);
    return compileTest(withinGroup(key, keysBefore), operator, value);
  });
  return (document) => tests.every((fits) => fits(document));
}

function compileTest(path: string, operator: string, value: Json): Predicate {
  const fits = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
  if (!fits) {
    const supported = `(supported_operator = ${pythonRepr(Object.keys(operators))})`;
    throw databaseFailure(
      `'aggregate.group.fields.conditions.operator' condition's ${operator} operator is not supported. ${supported}`,
    );
  }
  const field = fieldExpression(path);
  return (document) => fits(compareValues(field(document), value));
}

function incomplete(part: string, wanted: string, condition: GroupCondition) {
  return databaseFailure(
    `'aggregate.group.fields.conditions.${part}' condition requires ${wanted}: ${pythonRepr(condition)}`,
  );
}
