import { toDiff, type Diff } from "../../provider/dynamic/operations";
import type { AnyBehaviour } from "../../provider/lifecycle/definition/behaviour";
import * as engine from "../../provider/lifecycle/planning/check";
import type { CheckFailure } from "../../provider/lifecycle/planning/check-failure";
import { diff as compare, type Occasion } from "../../provider/lifecycle/planning/diff";
import type { Zod } from "../../provider/lifecycle/definition/input-rule";
import {
  fromInputs,
  fromOldInputs,
  fromState,
  toInputs,
  type Properties,
} from "../../provider/lifecycle/record/state-codec";

// Rules of the life cycle on inputs and state as Pulumi keeps them, which is how tests write them down.

/** A check; without old inputs where they are empty. */
export function check(
  behaviour: AnyBehaviour,
  zod: Zod,
  olds: Properties,
  news: Properties,
  environment: Parameters<typeof engine.check>[4],
): { readonly inputs: Properties; readonly failures: readonly CheckFailure[] } {
  const { desired, failures } = engine.check(behaviour, zod, fromOldInputs(olds), fromInputs(news), environment);
  return { inputs: toInputs(desired), failures };
}

/** A comparison, reduced to what a dynamic provider tells. */
export function diff(
  behaviour: AnyBehaviour,
  id: string,
  state: Properties,
  inputs: Properties,
  nowMs: number,
  occasion?: Occasion,
): Diff {
  const findings = compare(behaviour, id, fromState(behaviour, state), fromInputs(inputs), nowMs, occasion);
  return toDiff(findings, Object.keys(behaviour.inputs));
}
