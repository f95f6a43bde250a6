import type { LongCondition, Operands } from "./condition-contract";
import type { ChangeConditionKey } from "./fields/change-fields";
import type { CloudServiceConditionKey } from "./fields/cloud-service-fields";
import type { CostConditionKey } from "./fields/cost-fields";
import type { CostDataSourceConditionKey } from "./fields/data-source-fields";
import type { SpaceoneSecretConditionKey } from "./fields/spaceone-secret-fields";
import { camel, type Camel, type OtherName } from "./names";
import { operators, type Operator } from "./operators";

type Given<Name extends Operator> = Name extends `datetime_${string}` ? Operands[Name] | Date : Operands[Name];

/** The operators as methods, each of which makes a plain condition. */
export type Where<Key extends string> = {
  readonly [Name in Operator as Camel<Name>]: (
    value: Given<Name>,
  ) => Extract<LongCondition<Key>, { readonly operator: Name }>;
};

/** The fields of all kinds, for editors: the query that takes the condition knows its own ones. */
type AnyKey =
  | CloudServiceConditionKey
  | ChangeConditionKey
  | SpaceoneSecretConditionKey
  | CostDataSourceConditionKey
  | CostConditionKey;

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
export function where<const Key extends AnyKey | OtherName>(key: Key): Where<Key> {
  const methods = Object.keys(operators).map((operator) => [
    camel(operator),
    (value: unknown) => ({ key, operator, value: value instanceof Date ? value.toISOString() : value }),
  ]);
  return Object.fromEntries(methods) as Where<Key>;
}
