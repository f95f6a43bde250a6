import { databaseFailure, unexpected, wrongOperand } from "../errors";
import { isStruct, type Json, type Struct } from "../json";
import { floatText, pythonRepr, pythonText, pythonTypeName } from "../python-text";
import { valuesAt } from "./path";
import { relativeTime, storedTime } from "./time";

/** Whether what a record has at a condition's key fits. */
export type Test = (candidates: readonly (Json | undefined)[]) => boolean;

/** What a condition is made of, once it is read. */
export interface Condition {
  readonly key: string;
  readonly operator: string;
  readonly operand: Json;
  readonly now: number;
}

/** A filter operator of the query language (SPO 4). */
export interface Operator {
  /** Whether the operand has to be a list; else it must not be one. */
  readonly takesList: boolean;
  /** Refuses an operand that the operator does not take. */
  readonly test: (condition: Condition) => Test;
  /** True where the key is handed to the database unread. */
  readonly isRaw?: true;
}

type Simple = (operand: Json) => Test;

const one = (test: Simple): Operator => ({ takesList: false, test: ({ operand }) => test(operand) });
const list = (test: (operands: readonly Json[]) => Test): Operator => ({
  takesList: true,
  test: ({ operand }) => test(operand as readonly Json[]),
});

const equal: Simple = (operand) => {
  // Null stands for what is not there, too.
  const text = JSON.stringify(operand);
  return (candidates) => candidates.some((value) => JSON.stringify(value ?? null) === text);
};

const among = (operands: readonly Json[]): Test => {
  const tests = operands.map(equal);
  return (candidates) => tests.some((test) => test(candidates));
};

const not =
  (test: Test): Test =>
  (candidates) =>
    !test(candidates);

type Plain = boolean | number | string;

function isPlain(value: Json | undefined): value is Plain {
  return value !== undefined && value !== null && typeof value !== "object";
}

function compare(a: Plain, b: Plain): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Values of different types have no order. */
function ordered(fits: (order: number) => boolean): Simple {
  return (operand) => (candidates) =>
    candidates.some((value) => {
      return isPlain(value) && isPlain(operand) && typeof value === typeof operand && fits(compare(value, operand));
    });
}

const orders = {
  lt: ordered((order) => order < 0),
  lte: ordered((order) => order <= 0),
  gt: ordered((order) => order > 0),
  gte: ordered((order) => order >= 0),
};

function pattern(source: string): Test {
  let expression: RegExp;
  try {
    expression = new RegExp(source, "i");
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
  return pattern(operand.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
};

const regex: Simple = (operand) => pattern(pythonText(operand, floatText));

/** Whichever of the operands' tests; a list without any makes the service fail. */
function any(test: Simple): Operator {
  return list((operands) => {
    if (operands.length === 0) throw unexpected("reduce() of empty iterable with no initial value");
    const tests = operands.map(test);
    return (candidates) => tests.some((passes) => passes(candidates));
  });
}

/** These two name their key as the database layer does. */
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

/** An item of a list that has all these values. */
const match: Operator = {
  takesList: false,
  test: (condition) => {
    const { operand } = condition;
    if (!isStruct(operand)) throw refuseOperand("DICT_VALUE_TYPE", "dictionary", condition);
    const hasAll = (item: Struct) =>
      Object.entries(operand).every(([name, value]) => equal(value)(valuesAt(item, name.split("."))));
    return ([value]) => Array.isArray(value) && (value as readonly Json[]).filter(isStruct).some(hasAll);
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

/** In the order in which the service lists them to who uses another one. */
export const operators: Readonly<Record<string, Operator>> = {
  lt: one(orders.lt),
  lte: one(orders.lte),
  gt: one(orders.gt),
  gte: one(orders.gte),
  eq: one(equal),
  not: one((operand) => not(equal(operand))),
  exists,
  contain: one(contain),
  not_contain: one((operand) => not(contain(operand))),
  in: list(among),
  not_in: list((operands) => not(among(operands))),
  contain_in: any(contain),
  // Not all, but any of them not contained: that is how the service joins them.
  not_contain_in: any((operand) => not(contain(operand))),
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
