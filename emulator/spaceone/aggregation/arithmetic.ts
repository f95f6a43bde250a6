import { databaseFailure, unexpected } from "../errors";
import { isStruct, type Json } from "../json";
import { pythonRepr } from "../python-text";
import { fieldExpression, withinGroup, type Expression } from "./field-path";
import { databaseType, type Value } from "../query/value";

type Operation = (values: readonly number[]) => number;

const operations: Readonly<Record<string, Operation>> = {
  add: (values) => values.reduce((total, value) => total + value, 0),
  subtract: ([first = 0, second = 0]) => first - second,
  multiply: (values) => values.reduce((total, value) => total * value, 1),
  divide: ([first = 0, second = 0]) => {
    if (second === 0) throw unexpected("can't $divide by zero");
    return first / second;
  },
};

const supported = pythonRepr(Object.keys(operations));

/** A calculation with fields, numbers and further calculations. Where one of its values is missing, it is null. */
export function compileArithmetic(
  condition: object,
  operator: string | undefined,
  fields: Json | undefined,
  keys: readonly string[],
): Expression {
  const refused = (problem: string) => databaseFailure(`'aggregate.project.${problem}: ${pythonRepr(condition)}`);
  if (operator === undefined) throw refused("operator' condition requires a operator");
  const operation = Object.hasOwn(operations, operator) ? operations[operator] : undefined;
  if (!operation) throw refused(`operator' condition operator are not allowed (supported_operator=${supported})`);
  if (!Array.isArray(fields)) throw refused("fields' condition requires a fields");
  if (["subtract", "divide"].includes(operator) && fields.length !== 2) {
    throw refused("fields' condition requires two fields");
  }
  const operands = (fields as readonly Json[]).map((field): Expression => {
    if (typeof field === "string") return fieldExpression(withinGroup(field, keys));
    if (typeof field === "number") return () => field;
    if (!isStruct(field)) throw refused("fields' condition accept only string or object or numeric types");
    const inner = field["operator"] ?? field["o"];
    return compileArithmetic(field, typeof inner === "string" ? inner : undefined, field["fields"] ?? field["f"], keys);
  });
  return (document) => {
    const values = operands.map((operand) => operand(document) ?? null);
    return values.includes(null) ? null : operation(values.map((value) => numberOf(operator, value)));
  };
}

function numberOf(operator: string, value: Value): number {
  if (typeof value === "number") return value;
  throw unexpected(`$${operator} only supports numeric types, not ${databaseType(value)}`);
}
