import { isDeepStrictEqual } from "node:util";

import type { AnyBehaviour } from "../definition/behaviour";
import type { AnyInputs, InputRule } from "../definition/input-rule";
import { hasUnknown } from "./unknown";

/** Whether two values of an input differ in meaning. An absent value differs from all others, an unknown one from every value. */
export function differs(rule: InputRule<unknown>, a: unknown, b: unknown): boolean {
  if (isAbsent(rule, a) || isAbsent(rule, b)) return isAbsent(rule, a) !== isAbsent(rule, b);
  if (hasUnknown(a) || hasUnknown(b)) return true;
  return !(isSame(rule, a, b) ?? isDeepStrictEqual(a, b));
}

/** Undefined without a rule of its own. State may hold what no check has seen: what a rule cannot compare is not the same. */
function isSame({ same }: InputRule<unknown>, a: unknown, b: unknown): boolean | undefined {
  try {
    return same?.(a, b);
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Whether an input is left out, or has a value that means the same. */
export function isAbsent({ emptyIsAbsent }: InputRule<unknown>, value: unknown): boolean {
  if (value === undefined || value === "") return value === undefined || emptyIsAbsent === true;
  const isEmpty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  return isEmpty && emptyIsAbsent === true;
}

/** Whether another input says that this one keeps its old value. */
export function isKept({ keptBy }: InputRule<unknown>, inputs: AnyInputs): boolean {
  return keptBy !== undefined && inputs[keptBy] === true;
}

/** Names of the inputs that differ, in the definition's order. */
export function differingInputs(behaviour: AnyBehaviour, a: AnyInputs, b: AnyInputs): readonly string[] {
  return Object.entries(behaviour.inputs)
    .filter(([name, rule]) => differs(rule, a[name], b[name]))
    .map(([name]) => name);
}

/** The second value, or the first one where both mean the same: texts in state change only with their meaning. */
export function keepIfSame(rule: InputRule<unknown>, old: unknown, value: unknown): unknown {
  return old === undefined || differs(rule, old, value) ? value : old;
}

/** A value that the service shows, or undefined if it means the same as leaving the input out. */
export function withoutAbsent(rule: InputRule<unknown>, shown: unknown): unknown {
  return rule.absent !== undefined && !differs(rule, rule.absent, shown) ? undefined : shown;
}

/** Whether the object has a value although the input is left out, which means "none". */
export function isUnexpected(rule: InputRule<unknown>, shown: unknown): boolean {
  return rule.absent !== undefined && shown !== undefined && withoutAbsent(rule, shown) !== undefined;
}
