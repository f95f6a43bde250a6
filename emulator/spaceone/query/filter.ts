import { databaseFailure, wrongOperand } from "../errors";
import type { Json, Struct } from "../json";
import { pythonRepr } from "../python-text";
import type { Filter } from "../wire/query";
import { kindOf, resolvePath, type Model } from "./model";
import { operators, type Operator } from "./operators";
import { candidatesAt } from "./path";

export type Predicate = (record: Struct) => boolean;

// The parts of a query have a long and a short name each.

export function keyOf({ key, k }: { readonly key?: string; readonly k?: string }): string | undefined {
  return key ?? k;
}

export function nameOf({ name, n }: { readonly name?: string; readonly n?: string }): string | undefined {
  return name ?? n;
}

export function operatorOf({ operator, o }: { readonly operator?: string; readonly o?: string }): string | undefined {
  return operator ?? o;
}

export function operandOf({ value, v }: Filter): Json {
  return value ?? v ?? null;
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
  const joined = operator.isRaw ? undefined : joinedCondition(model, key, { name, operand: operandOf(filter) }, now);
  if (joined) return compile(model, joined, now);
  const operand = operandOf(filter);
  const kind = operator.isRaw ? undefined : kindOf(model, key.split("."));
  const fits = operator.test({ key, operator: name, operand, kind, now });
  return () => {
    const path = operator.isRaw ? key.split(".") : resolvePath(model, key);
    return (record) => fits(candidatesAt(record, path));
  };
}

/**
 * The condition on a field that holds keys of other records, for a condition on a field of those: `ref_region.name eq x`
 * becomes `ref_region in [keys]`. Undefined for all other fields.
 */
function joinedCondition(
  { joins = {} }: Model,
  key: string,
  { name, operand }: { readonly name: string; readonly operand: Json },
  now: number,
): Filter | undefined {
  const [field = "", ...rest] = key.split(".");
  const join = rest.length > 0 && Object.hasOwn(joins, field) ? joins[field] : undefined;
  if (!join) return undefined;
  if (operand === null) return { k: field, v: null, o: name };
  const condition = { k: rest.join("."), v: operand, o: positives[name] ?? name };
  const fits = compileFilters(join.model, [condition, ...join.limits], [], now);
  const keys = Array.from(join.records)
    .filter(fits)
    .flatMap((record) => record[field] ?? []);
  return { k: field, v: keys, o: name in positives ? "not_in" : "in" };
}

/** The others of a negative condition are looked up by the positive one. */
const positives: Readonly<Record<string, string>> = { not: "eq", not_in: "in" };

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
