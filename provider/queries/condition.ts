import { nearest } from "../words/nearest";
import { wireConditionPath, type Fields, type Part } from "./fields/fields";
import { kindFault } from "./kind-fault";
import { operandFault } from "./operand";
import { isOperator, isSymbol, operators, pluralOf, symbols, type Operator, type OperatorSymbol } from "./operators";
import { QueryError, type Place } from "./query-error";
import { membersOf } from "./members";
import type { WireCondition } from "./wire";

const spellings = { key: "k", value: "v", operator: "o" } as const;

/** The parts of a condition, whatever its spelling is. */
export interface Parts {
  readonly key?: unknown;
  readonly value?: unknown;
  readonly operator?: unknown;
  /** Whether it is in the short spelling, in which the console leaves parts out. */
  readonly isShort: boolean;
}

export function partsOf(given: unknown, place: Place): Parts {
  const members = membersOf(given, spellings, place);
  return { ...members, isShort: !["key", "value", "operator"].some((name) => Object.hasOwn(given as object, name)) };
}

/**
 * Reads a condition in any spelling. The console's own operators know lists: they become conditions that have one, or one
 * condition for each value.
 */
export function readCondition(
  fields: Fields,
  { key, value, operator, isShort }: Parts,
  place: Place,
  part: Part,
): WireCondition[] {
  const { path, kind } = wireConditionPath(fields, key, [...place, "key"], part);
  const conditions =
    (isShort && operator === undefined) || isSymbol(operator)
      ? bySymbol(isSymbol(operator) ? operator : "", value)
      : [{ operator: operatorOf(operator, [...place, "operator"]), value }];
  return conditions.map((condition) => {
    const fault = operandFault(condition.operator, condition.value) ?? kindFault(path, kind, condition);
    if (fault !== undefined) throw new QueryError([...place, "value"], fault);
    return { key: path, ...condition };
  });
}

/** What a condition of the console means (SPO 4). */
function bySymbol(symbol: OperatorSymbol, value: unknown): Pick<WireCondition, "operator" | "value">[] {
  const operator = symbols[symbol];
  if (value === null || value === undefined) return [{ operator: symbol.startsWith("!") ? "not" : "eq", value: null }];
  if (!Array.isArray(value)) return [{ operator, value }];
  const plural = pluralOf(operator);
  if (plural !== undefined) return [{ operator: plural, value }];
  // A condition for each value; an empty list is refused as one, since no condition at all would find everything.
  return value.length === 0 ? [{ operator, value }] : value.map((one: unknown) => ({ operator, value: one }));
}

function operatorOf(given: unknown, place: Place): Operator {
  if (isOperator(given)) return given;
  const known = Object.keys(operators);
  if (typeof given !== "string") throw new QueryError(place, `is missing: it is one of ${known.join(", ")}`);
  const meant = nearest(given, known);
  const hint = meant === undefined ? `it is one of ${known.join(", ")}` : `did you mean ${meant}?`;
  throw new QueryError(place, `there is no operator ${given}: ${hint}`);
}
