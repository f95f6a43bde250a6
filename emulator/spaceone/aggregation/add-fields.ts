import { unexpected } from "../errors";
import { isStruct, type Json, type Struct } from "../json";
import { compareValues } from "../query/order";
import { fieldExpression, withField, type Expression } from "./field-path";
import type { Stage } from "./stage";
import { isDocument, isList, type Document, type Value } from "../query/value";

/** Sets fields of each document: to a value, to another field (`$name`), or to one of two by a condition. */
export function compileAddFields(fields: Struct): Stage {
  const members = Object.entries(fields).map(([name, value]) => [name.split("."), compileChoice(value)] as const);
  const extended = (document: Document): Document =>
    members.reduce((made, [path, expression]) => {
      const value = expression(document);
      return value === undefined ? made : withField(made, path, value);
    }, document);
  return (documents) => documents.map(extended);
}

/** An object is always a choice: `{"if", "then", "else"}`. In the names of its condition `__` stands for `$`. */
function compileChoice(value: Json): Expression {
  if (!isStruct(value)) return compileExpression(value);
  const missing = ["if", "then", "else"].find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) throw unexpected(`'${missing}'`);
  const sent = value["if"] ?? null;
  const condition = compileExpression(isStruct(sent) ? withDollars(sent) : sent);
  const [then, otherwise] = [compileChoice(value["then"] ?? null), compileChoice(value["else"] ?? null)];
  return (document) => (isTrue(condition(document)) ? then(document) : otherwise(document));
}

function withDollars(condition: Struct): Struct {
  return Object.fromEntries(Object.entries(condition).map(([name, value]) => [name.replaceAll("__", "$"), value]));
}

type Operator = (values: readonly (Value | undefined)[]) => Value;

const compared = (fits: (order: number) => boolean): Operator => {
  return ([first, second]) => fits(compareValues(first, second));
};

const operators: Readonly<Record<string, Operator>> = {
  $eq: compared((order) => order === 0),
  $ne: compared((order) => order !== 0),
  $gt: compared((order) => order > 0),
  $gte: compared((order) => order >= 0),
  $lt: compared((order) => order < 0),
  $lte: compared((order) => order <= 0),
  $and: (values) => values.every(isTrue),
  $or: (values) => values.some(isTrue),
  $not: ([value]) => !isTrue(value),
  $in: ([value, list]) => isList(list) && list.some((item) => compareValues(item, value) === 0),
  $ifNull: (values) => values.find((value) => value !== undefined && value !== null) ?? null,
};

/** An expression of MongoDB: a field, a list, an operator with its operands, an object, or a plain value. */
function compileExpression(value: Json): Expression {
  if (typeof value === "string" && value.startsWith("$")) return fieldExpression(value.slice(1));
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map(compileExpression);
    return (document) => items.map((item) => item(document) ?? null);
  }
  if (!isStruct(value)) return () => value;
  const [[name, operand] = ["", null]] = Object.entries(value);
  if (!name.startsWith("$")) return () => value;
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (!operator) throw unexpected(`Unrecognized expression '${name}'`);
  const operands = (Array.isArray(operand) ? (operand as readonly Json[]) : [operand]).map(compileExpression);
  return (document) => operator(operands.map((item) => item(document)));
}

/** Only missing values, null, false and 0 are false. */
function isTrue(value: Value | undefined): boolean {
  return isDocument(value) || (value !== undefined && value !== null && value !== false && value !== 0);
}
