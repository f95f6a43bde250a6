import { z } from "zod";

import { CallError } from "../calls/errors";
import type { FunctionBasis } from "../functions/definitions/definition";
import type { AnyInputs, InputsRule } from "../lifecycle/definition/input-rule";
import { broken } from "../lifecycle/planning/broken-rules";
import { checkValue } from "../lifecycle/planning/schema-check";
import { nearest } from "../words/nearest";

/** What is known of the arguments of a function or a component. */
export interface Arguments extends Pick<FunctionBasis, "name" | "args" | "oneOf"> {
  /** Rules over several arguments. They run once those are valid and known. */
  readonly rules?: readonly InputsRule<AnyInputs>[];
}

/**
 * Arguments, completely checked before anything is sent or registered. A failure names the argument and never its value. Parts
 * that are `unknown` pass.
 */
export function checkArguments(definition: Arguments, given: object): object {
  const { args: rules, oneOf = [] } = definition;
  const values = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== null));
  const chosen = oneOf.filter((name) => name in values);
  const failures = [
    ...Object.keys(values).flatMap((name) => (name in rules ? [] : [unknownArgument(name, Object.keys(rules))])),
    ...(oneOf.length === 0 || chosen.length === 1 ? [] : [`give exactly one of ${oneOf.join(" and ")}`]),
  ];
  const checked: Record<string, unknown> = {};
  const failed = new Set<string>();
  for (const [name, rule] of Object.entries(rules)) {
    if (!(name in values)) {
      if (rule.required === true) failures.push(`${name} is required`);
      continue;
    }
    const result = checkValue(rule.schema(z), name, { change: "state", ...rule }, values[name], undefined);
    if ("failure" in result) {
      failures.push(`${name}: ${result.failure.reason}`);
      failed.add(name);
    } else checked[name] = result.value;
  }
  const circumstances = { nowMs: Date.now(), isAdopted: "adopt" in values };
  for (const { property, reason } of broken(definition.rules ?? [], {
    inputs: checked,
    failed,
    circumstances,
    olds: {},
  }))
    failures.push(`${property} ${reason}`);
  if (failures.length > 0) throw new CallError(`${definition.name}: ${failures.join("; ")}`);
  return checked;
}

function unknownArgument(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  const all = known.length === 0 ? "it has none" : `its arguments are ${known.join(", ")}`;
  return `${name} is no argument of it: ${meant === undefined ? all : `did you mean ${meant}?`}`;
}
