import { databaseFailure, wrongOperand } from "../errors";
import type { Json, Struct } from "../json";
import { pythonRepr } from "../python-text";
import type { Filter } from "../wire/query";
import { isTime, resolvePath, type Model } from "./model";
import { operators, type Operator } from "./operators";
import { candidatesAt } from "./path";
import { storedTime } from "./time";

export type Predicate = (record: Struct) => boolean;

/** The key of a condition, which has a long and a short name. */
export function keyOf(filter: Filter): string | undefined {
  return filter.key ?? filter.k;
}

export function operandOf({ value, v }: Filter): Json {
  return value ?? v ?? null;
}

export function operatorOf(filter: Filter): string | undefined {
  return filter.operator ?? filter.o;
}

/** A test for records: all conditions of the first list have to hold, and one of the second list if it has any. */
export function compileFilters(model: Model, all: readonly Filter[], any: readonly Filter[], now: number): Predicate {
  // All operators are checked before the first key is looked up in the model.
  const [every, some] = [all, any].map((filters) => filters.map((filter) => compile(model, filter, now)));
  const [required = [], alternatives = []] = [every, some].map((conditions) => conditions?.map((resolve) => resolve()));
  return (record) =>
    required.every((fits) => fits(record)) && (alternatives.length === 0 || alternatives.some((fits) => fits(record)));
}

function compile(model: Model, filter: Filter, now: number): () => Predicate {
  const name = operatorOf(filter) ?? "";
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (!operator) throw databaseFailure(`Filter operator is not supported. (operator = ${supported})`);
  refuseOperand(filter, name, operator);
  const sentKey = keyOf(filter);
  if (!sentKey) throw databaseFailure("Filter condition should have key, value and operator.");
  const key = model.aliases[sentKey] ?? sentKey;
  const operand = operandOf(filter);
  const test = (value: Json) => operator.test({ key, operator: name, operand: value, now });
  const plainTest = test(operand);
  return () => {
    const path = operator.isRaw ? key.split(".") : resolvePath(model, key);
    const fits = isTime(model, path) ? test(asTime(operand)) : plainTest;
    return (record) => fits(candidatesAt(record, path));
  };
}

/** Refuses a list where the operator takes one value, and one value where it takes a list. */
function refuseOperand(filter: Filter, name: string, { takesList }: Operator): void {
  const isList = Array.isArray(operandOf(filter));
  if (isList === takesList) return;
  const condition = pythonRepr(filter);
  throw takesList
    ? wrongOperand("LIST_VALUE_TYPE", `The value of '${name} operator' must be a list type. (${condition})`)
    : wrongOperand("VALUE_TYPE", `The value of '${name} operator' does not support list type. (${condition})`);
}

const supported = `dict_keys(${pythonRepr(Object.keys(operators))})`;

/** A time may be written in another way than it is stored. */
function asTime(operand: Json): Json {
  if (Array.isArray(operand)) return (operand as readonly Json[]).map(asTime);
  return typeof operand === "string" ? (storedTime(operand) ?? operand) : operand;
}
