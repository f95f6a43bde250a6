import { behaviourOf } from "../definition/behaviour";
import type { Zod } from "../definition/input-rule";
import { check, type CheckResult } from "../planning/check";
import { ignoring } from "../planning/ignored-inputs";
import { carriedOver } from "../planning/replacement";
import { unservedInputs } from "../planning/version-check";
import type { Desired } from "../record/record";
import type { Kind } from "./resource-run";

/** The result of a check, and the inputs of what is replaced, if Pulumi checks for a replacement. */
export interface TrackedCheck extends CheckResult {
  readonly before: Desired | undefined;
}

/** Checks a resource, and remembers that the program has declared it in this command. */
export function checkTracked(
  { definition, environment, claims }: Kind,
  zod: Zod,
  olds: Desired | undefined,
  news: Desired,
): TrackedCheck {
  const behaviour = behaviourOf(definition);
  const before = claims.replaced(olds, news.resource);
  const { inputs } =
    before === undefined ? news : carriedOver(behaviour, before, ignoring(news, claims.ignoredBy(news.resource)));
  const wanted = { ...news, inputs };
  const { desired, failures } = check(behaviour, zod, olds, wanted, environment, (olds ?? before)?.inputs);
  claims.checked(olds, desired);
  const unserved = unservedInputs(behaviour, desired.inputs, environment.connection);
  return { desired, failures: [...failures, ...unserved], before };
}
