import { databaseFailure, unexpected, wrongOperand } from "../errors";
import { isStruct, type Json } from "../json";
import { pythonRepr, pythonTypeName } from "../python-text";
import type { PathKind } from "./model";
import { convertedOperand, noNumber } from "./operand";
import { valuesAt } from "./path";
import { among, equal, negated, orders, pattern, type Test } from "./tests";
import { relativeTime, storedTime } from "./time";
import { isDocument, isList, type Document } from "./value";

/** The parts of a condition after it was read. */
export interface Condition {
  readonly key: string;
  readonly operator: string;
  readonly operand: Json;
  /** The kind of the field; undefined where the key goes to the database without being looked up. */
  readonly kind: PathKind | undefined;
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

type Simple = (operand: Json, kind: PathKind | undefined) => Test;

const one = (test: Simple): Operator => ({
  takesList: false,
  test: ({ operand, kind }) => test(convertedOperand(operand, kind), kind),
});
const list = (test: (operands: readonly Json[], kind: PathKind | undefined) => Test): Operator => ({
  takesList: true,
  test: ({ operand, kind }) =>
    test(
      (operand as readonly Json[]).map((item) => convertedOperand(item, kind)),
      kind,
    ),
});

/** Upper and lower case are the same. Only texts can be contained; anything else has to be equal. */
const contain: Simple = (operand, kind) => {
  if (typeof operand === "string" && (kind === undefined || kind === "text" || kind === "object")) {
    return pattern(operand.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"), "i");
  }
  if (kind !== "text") return equal(operand);
  const type = typeof operand === "number" ? "float" : pythonTypeName(operand);
  throw databaseFailure(`decoding to str: need a bytes-like object, ${type} found`);
};

/** The database takes no plain value here. */
const notContain: Simple = (operand, kind) => {
  const isText = typeof operand === "string" && kind !== "number" && kind !== "time";
  if (isText || kind === "text") return negated(contain(operand, kind));
  const [name] = isStruct(operand) ? Object.keys(operand) : [];
  throw databaseFailure(name === undefined ? "$not needs a regex or a document" : `unknown operator: ${name}`);
};

const regex: Simple = (operand) => {
  if (typeof operand === "string") return pattern(operand, "i");
  throw databaseFailure("$regex has to be a string");
};

/** Fits if one of the operands fits. A list without operands makes the service fail. */
function any(test: Simple): Operator {
  return list((operands, kind) => {
    if (operands.length === 0) throw unexpected("reduce() of empty iterable with no initial value");
    const tests = operands.map((operand) => test(operand, kind));
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
  return {
    takesList: false,
    test: ({ operand, kind }) => {
      const time = typeof operand === "string" ? storedTime(operand) : undefined;
      if (time !== undefined) return timeTest(order, time, kind);
      throw databaseFailure(`The value of datetime_${order} operator is required ISO 8601 format.`);
    },
  };
}

function relative(order: Order): Operator {
  return {
    takesList: false,
    test: ({ operand, kind, now }) => {
      const time = typeof operand === "string" ? relativeTime(operand, now) : undefined;
      if (time !== undefined) return timeTest(order, time, kind);
      const value = typeof operand === "string" ? operand : pythonRepr(operand);
      throw databaseFailure(`The value of timediff_${order} operator is invalid. (value = ${value})`);
    },
  };
}

/** Only a time can be before or after another one. */
function timeTest(order: Order, time: string, kind: PathKind | undefined): Test {
  if (kind === "number") throw noNumber("datetime.datetime");
  return kind === "time" ? orders[order](time) : () => false;
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
  not_contain: one(notContain),
  in: list(among),
  not_in: list((operands) => negated(among(operands))),
  contain_in: any(contain),
  // Fits if any of the texts is not contained, not only if all are missing: this is how the service joins the
  // conditions.
  not_contain_in: any(notContain),
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
