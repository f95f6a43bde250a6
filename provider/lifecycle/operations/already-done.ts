import { ApiError } from "../../clients/http/errors";
import { isTrigger, type AnyInputs } from "../definition/input-rule";
import type { Step } from "../definition/step";
import type { ResourceRun } from "../run/resource-run";
import { differs, withoutAbsent } from "../values/compare";

/**
 * The object, if a step was refused although what it sets is shown as wanted already: a service may refuse to set what is set,
 * and after a lost reply the repeated request asks for just that. Undefined where that is not the reason.
 */
export async function alreadyDone(
  run: ResourceRun,
  { inputs }: Step<AnyInputs, unknown>,
  id: string,
  wanted: AnyInputs,
  refusal: unknown,
): Promise<unknown> {
  if (!mayMeanUnchanged(refusal)) return undefined;
  const rules = inputs.map((name) => [name, run.behaviour.inputs[name]] as const);
  if (rules.some(([, rule]) => rule === undefined || isTrigger(rule) || rule.writeOnly === true)) return undefined;
  const seen = await look(run, id, wanted).catch(() => undefined);
  if (seen === undefined) return undefined;
  const { object, shown } = seen;
  const isSet = ([name, rule]: (typeof rules)[number]): boolean =>
    rule !== undefined && shown[name] !== undefined && !differs(rule, withoutAbsent(rule, shown[name]), wanted[name]);
  return rules.every(isSet) ? object : undefined;
}

async function look(run: ResourceRun, id: string, wanted: AnyInputs) {
  const object = await run.behaviour.find(run, id);
  return { object, shown: run.behaviour.inputsOf(object, wanted) as AnyInputs };
}

/** Whether a service may have refused to set what is set already. */
export function mayMeanUnchanged(refusal: unknown): boolean {
  return refusal instanceof ApiError && [400, 409, 422].includes(refusal.status);
}
