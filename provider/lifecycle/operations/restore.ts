import { settlingPausesMs } from "../command/young-objects";
import { pollUntil } from "../run/poll";
import type { ResourceRun } from "../run/resource-run";

interface Cancelled {
  readonly object: unknown;
  /** Why its deletion is still scheduled; absent if it is not. */
  readonly refusal?: Error;
}

/**
 * Cancels a scheduled deletion. It is no error if somebody else has cancelled it already. The service may go on showing it for
 * a moment.
 */
export async function cancelDeletion(run: ResourceRun, id: string): Promise<Cancelled> {
  let refusal: Error | undefined;
  try {
    await run.behaviour.restore?.run(run, id);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    refusal = error;
  }
  const isScheduled = (object: unknown): boolean => run.behaviour.identify(object).phase === "terminating";
  const object = await pollUntil(
    run,
    refusal === undefined ? settlingPausesMs : [],
    () => run.behaviour.find(run, id),
    (shown) => !isScheduled(shown),
  );
  return isScheduled(object) && refusal !== undefined ? { object, refusal } : { object };
}
