import { isNotFound } from "../run/not-found";
import { CallError } from "../../calls/errors";
import type { ResourceRun } from "../run/resource-run";
import { wayToReplace } from "../planning/replacement";
import type { Desired } from "../record/record";

const firstPauseMs = 100;
const longestPauseMs = 5000;

/** Waits until a new object is ready. Until then the service may not show it (SCP 6.1). */
export async function waitUntilReady(run: ResourceRun, id: string, made: unknown, desired: Desired): Promise<unknown> {
  let object = made;
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
    const { phase, state } = run.behaviour.identify(object);
    if (phase === "ready") return object;
    if (phase !== "creating") {
      throw new CallError(
        `the ${run.noun} was made, but its state is ${state}: ` +
          `look for the cause in the console, then destroy it, or replace it: ${wayToReplace(run.behaviour, desired)}`,
      );
    }
    if (run.deadline.leftMs <= pause) {
      throw new CallError(
        `the ${run.noun} is still ${state} after ${String(Math.round(run.deadline.ms / 1000))} s: ` +
          "run `pulumi up` again to go on waiting, or allow more time with the option customTimeouts",
      );
    }
    await run.environment.sleep(pause);
    try {
      object = await run.behaviour.find(run, id);
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
}
