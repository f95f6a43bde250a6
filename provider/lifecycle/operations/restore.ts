import type { ResourceRun } from "../run/resource-run";

interface Cancelled {
  readonly object: unknown;
  /** Why its deletion is still scheduled; absent if it is not. */
  readonly refusal?: Error;
}

/** Cancels a scheduled deletion. It is no error if somebody else has cancelled it already. */
export async function cancelDeletion(run: ResourceRun, id: string): Promise<Cancelled> {
  let refusal: Error | undefined;
  try {
    await run.behaviour.restore?.run(run, id);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    refusal = error;
  }
  const object = await run.behaviour.find(run, id);
  const isStillScheduled = run.behaviour.identify(object).phase === "terminating";
  return isStillScheduled && refusal !== undefined ? { object, refusal } : { object };
}
