import { databaseFailure, unexpected, wrongOperand } from "../errors";
import { isStruct, type Json } from "../json";
import { floatText, pythonRepr, pythonText, pythonTypeName } from "../python-text";
import { compareValues } from "./order";
import { valuesAt } from "./path";
import { relativeTime, storedTime } from "./time";
import { databaseType, identityOf, isDocument, isList, type Document, type Value } from "./value";

/** Whether one of the values that a record has at a condition's key fits. */
export type Test = (candidates: readonly (Value | undefined)[]) => boolean;

/** The parts of a condition after it was read. */
export interface Condition {
  readonly key: string;
  readonly operator: string;
  readonly operand: Json;
  readonly now: number;
}

/** A filter operator of the query language (SPO 4). */
export interface Operator {
  /** Whether the operand has to be a list; otherwise it must not be one. */
  readonly takesList: boolean;
  /** Makes the test of a condition, or refuses its operand. */
  readonly test: (condition: Condition) => Test;
  /** True if the key goes to the database without being looked up in the model. */
  readonly isRaw?: true;
}

type Simple = (operand: Json) => Test;

const one = (test: Simple): Operator => ({ takesList: false, test: ({ operand }) => test(operand) });
const list = (test: (operands: readonly Json[]) => Test): Operator => ({
  takesList: true,
  test: ({ operand }) => test(operand as readonly Json[]),
});

const isNull = (value: Value | undefined): boolean => value === null || value === undefined;

export const equal: Simple = (operand) => {
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

/** Values of different types have no order. */
function ordered(fits: (order: number) => boolean): Simple {
  return (operand) => (candidates) =>
    candidates.some((value) => databaseType(value) === databaseType(operand) && fits(compareValues(value, operand)));
}

const orders = {
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

const contain: Simple = (operand) => {
  if (typeof operand !== "string") {
    const type = typeof operand === "number" ? "float" : pythonTypeName(operand);
    throw databaseFailure(`decoding to str: need a bytes-like object, ${type} found`);
  }
  return pattern(operand.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"), "i");
};

const regex: Simple = (operand) => pattern(pythonText(operand, floatText), "i");

/** Fits if one of the operands fits. A list without operands makes the service fail. */
function any(test: Simple): Operator {
  return list((operands) => {
    if (operands.length === 0) throw unexpected("reduce() of empty iterable with no initial value");
    const tests = operands.map(test);
    return (candidates) => tests.some((passes) => passes(candidates));
  });
}

/** The messages of these two operators name the key as the database layer does. */
function refuseOperand(code: string, type: string, { key, operator, operand }: Condition) {
  const condition = pythonRepr({ key: key.replaceAll(".", "__"), value: operand, operator });
  return wrongOperand(code, `The value of '${operator} operator' must be a ${type} type. (${condition})`);
}

const exists: Operator = {
  takesList: false,
  test: (condition) => {
    if (typeof condition.operand !== "boolean") throw refuseOperand("BOOLEAN_TYPE", "boolean", condition);
    return (candidates) => candidates.some((value) => value !== undefined) === condition.operand;
  },
};

/** Fits if one item of a list has all these values. */
const match: Operator = {
  takesList: false,
  test: (condition) => {
    const { operand } = condition;
    if (!isStruct(operand)) throw refuseOperand("DICT_VALUE_TYPE", "dictionary", condition);
    const hasAll = (item: Document) =>
      Object.entries(operand).every(([name, value]) => equal(value)(valuesAt(item, name.split("."))));
    return ([value]) => isList(value) && value.filter(isDocument).some(hasAll);
  },
};

type Order = keyof typeof orders;

function absolute(order: Order): Operator {
  return one((operand) => {
    const time = typeof operand === "string" ? storedTime(operand) : undefined;
    if (time !== undefined) return orders[order](time);
    throw databaseFailure(`The value of datetime_${order} operator is required ISO 8601 format.`);
  });
}

function relative(order: Order): Operator {
  return {
    takesList: false,
    test: ({ operand, now }) => {
      const time = typeof operand === "string" ? relativeTime(operand, now) : undefined;
      if (time !== undefined) return orders[order](time);
      const value = typeof operand === "string" ? operand : pythonRepr(operand);
      throw databaseFailure(`The value of timediff_${order} operator is invalid. (value = ${value})`);
    },
  };
}

/** The operators, in the order in which the service lists them when it refuses an unknown one. */
export const operators: Readonly<Record<string, Operator>> = {
  lt: one(orders.lt),
  lte: one(orders.lte),
  gt: one(orders.gt),
  gte: one(orders.gte),
  eq: one(equal),
  not: one((operand) => negated(equal(operand))),
  exists,
  contain: one(contain),
  not_contain: one((operand) => negated(contain(operand))),
  in: list(among),
  not_in: list((operands) => negated(among(operands))),
  contain_in: any(contain),
  // Fits if any of the texts is not contained, not only if all are missing: this is how the service joins the
  // conditions.
  not_contain_in: any((operand) => negated(contain(operand))),
  match,
  regex: { ...one(regex), isRaw: true },
  regex_in: { ...any(regex), isRaw: true },
  datetime_gt: absolute("gt"),
  datetime_lt: absolute("lt"),
  datetime_gte: absolute("gte"),
  datetime_lte: absolute("lte"),
  timediff_gt: relative("gt"),
  timediff_lt: relative("lt"),
  timediff_gte: relative("gte"),
  timediff_lte: relative("lte"),
};
