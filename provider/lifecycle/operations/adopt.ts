import { differs } from "../values/compare";
import { CallError } from "../../calls/errors";
import { isNotFound } from "../run/not-found";
import type { ResourceRun } from "../run/resource-run";
import { isSecret, type AnyInputs } from "../definition/input-rule";

/** Finds the object to adopt. Before any write it refuses an object that cannot become what is desired. */
export async function adopt(run: ResourceRun, id: unknown, wanted: AnyInputs, input = "adopt"): Promise<unknown> {
  const { behaviour } = run;
  if (typeof id !== "string") throw new CallError(`${input} must be the id of an existing object`);
  const object = await behaviour.find(run, id).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
    throw new CallError(
      `${input}: there is no ${behaviour.noun} with the id ${JSON.stringify(id)} in this account and region`,
    );
  });
  const identity = behaviour.identify(object);
  if (identity.phase === "gone") {
    throw new CallError(`${input}: the ${behaviour.noun} ${id} is deleted and cannot be adopted`);
  }
  if (identity.phase === "terminating") {
    throw new CallError(`${input}: the ${behaviour.noun} ${id} waits for its deletion and cannot be adopted`);
  }
  refuseDiffering(run, id, object, wanted, input);
  return object;
}

/** Refuses an object that cannot become what is desired. */
export function refuseDiffering(
  { behaviour }: ResourceRun,
  id: string,
  object: unknown,
  wanted: AnyInputs,
  input = "adopt",
): void {
  const shown = behaviour.inputsOf(object, wanted) as Record<string, unknown>;
  const differing = Object.entries(behaviour.inputs)
    .filter(([name, rule]) => rule.change === "replace" && wanted[name] !== undefined && shown[name] !== undefined)
    .filter(([name, rule]) => differs(rule, shown[name], wanted[name]))
    .map(([name, rule]) => (isSecret(rule) ? name : `${name} (it is ${JSON.stringify(shown[name])})`));
  if (differing.length > 0) {
    throw new CallError(
      `${input}: the ${behaviour.noun} ${id} differs in what cannot be changed: ${differing.join(", ")}. ` +
        "Make the program match it; nothing was changed",
    );
  }
}
