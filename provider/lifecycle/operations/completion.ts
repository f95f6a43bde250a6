import type { ResourceRecord } from "../record/record";
import type { ResourceRun } from "../run/resource-run";

/** The object with what the reply of its creation has left out. What only a creation shows is not asked for once state has it. */
export async function completed(run: ResourceRun, { outputs }: ResourceRecord, object: unknown): Promise<unknown> {
  const { complete, lasting } = run.behaviour;
  const isKept = lasting?.every((name) => outputs[name] !== undefined) === true;
  return complete === undefined || isKept ? object : complete(run, object);
}
