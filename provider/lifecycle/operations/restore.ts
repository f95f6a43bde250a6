import type { ResourceRun } from "../run/resource-run";

interface TakenBack {
  readonly object: unknown;
  /** Why it still waits for its deletion; absent where it does not. */
  readonly refusal?: Error;
}

/** Takes back a deletion that has not happened yet. One that is taken back already, by whomever, is no error. */
export async function takeBack(run: ResourceRun, id: string): Promise<TakenBack> {
  let refusal: Error | undefined;
  try {
    await run.behaviour.restore?.run(run, id);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    refusal = error;
  }
  const object = await run.behaviour.find(run, id);
  const waits = run.behaviour.identify(object).phase === "terminating";
  return waits && refusal !== undefined ? { object, refusal } : { object };
}
