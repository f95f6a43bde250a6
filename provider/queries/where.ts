import type { LongCondition, Operands } from "./condition-contract";
import { camel, type Camel } from "./names";
import { operators, type Operator } from "./operators";

type Given<Name extends Operator> = Name extends `datetime_${string}` ? Operands[Name] | Date : Operands[Name];

/** The operators as methods, each of which makes a plain condition. */
export type Where<Key extends string> = {
  readonly [Name in Operator as Camel<Name>]: (
    value: Given<Name>,
  ) => Extract<LongCondition<Key>, { readonly operator: Name }>;
};

/**
 * Begins a condition on a field. The condition is plain data, the same as if it was written out.
 *
 * @example
 * ```ts
 * const large = where("data.size").gte(3); // { key: "data.size", operator: "gte", value: 3 }
 * const recent = where("created_at").timediffGt("now-1d");
 * const none = where("data.instances").in([null, []]);
 * ```
 */
export function where<const Key extends string>(key: Key): Where<Key> {
  const methods = Object.keys(operators).map((operator) => [
    camel(operator),
    (value: unknown) => ({ key, operator, value: value instanceof Date ? value.toISOString() : value }),
  ]);
  return Object.fromEntries(methods) as Where<Key>;
}
