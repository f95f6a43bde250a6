import { z } from "zod";

import { CallError } from "../calls/errors";
import type { FunctionBasis } from "../functions/definitions/definition";
import { checkValue } from "../lifecycle/planning/schema-check";
import { nearest } from "../words/nearest";

/** The arguments of a call, completely checked before anything is sent. A failure names the argument and never its value. */
export function checkArguments(definition: FunctionBasis, given: object): object {
  const { args: rules, oneOf = [] } = definition;
  const values = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== null));
  const chosen = oneOf.filter((name) => name in values);
  const failures = [
    ...Object.keys(values).flatMap((name) => (name in rules ? [] : [unknownArgument(name, Object.keys(rules))])),
    ...(oneOf.length === 0 || chosen.length === 1 ? [] : [`give exactly one of ${oneOf.join(" and ")}`]),
  ];
  const checked: Record<string, unknown> = {};
  for (const [name, rule] of Object.entries(rules)) {
    if (!(name in values)) {
      if (rule.required === true) failures.push(`${name} is required`);
      continue;
    }
    const result = checkValue(rule.schema(z), name, { change: "state", ...rule }, values[name], undefined);
    if ("failure" in result) failures.push(`${name}: ${result.failure.reason}`);
    else checked[name] = result.value;
  }
  if (failures.length > 0) throw new CallError(`${definition.name}: ${failures.join("; ")}`);
  return checked;
}

function unknownArgument(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  const all = known.length === 0 ? "it has none" : `its arguments are ${known.join(", ")}`;
  return `${name} is no argument of it: ${meant === undefined ? all : `did you mean ${meant}?`}`;
}
