import type { OperationRun } from "./operation-run";

interface TakenBack {
  readonly object: unknown;
  /** Why it still waits for its deletion; absent where it does not. */
  readonly refusal?: Error;
}

/** Takes back a deletion that has not happened yet. One that is taken back already, by whomever, is no error. */
export async function takeBack(run: OperationRun, id: string): Promise<TakenBack> {
  const failed = await run.behaviour.restore?.run(run, id).then(
    () => undefined,
    (refusal: Error) => ({ refusal }),
  );
  const object = await run.behaviour.find(run, id);
  return failed !== undefined && run.behaviour.identify(object).phase === "terminating"
    ? { object, ...failed }
    : { object };
}
