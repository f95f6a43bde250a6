import { ApiError } from "../../clients/http/errors";
import { isNotFound } from "./not-found";
import type { ResourceRun } from "./resource-run";

const firstPauseMs = 250;
const longestPauseMs = 4000;

/** Runs requests about an object again for as long as it, or one that they name, may be too young to be known. */
export async function whileSettling<T>(
  run: ResourceRun,
  id: string,
  named: unknown,
  work: () => Promise<T>,
): Promise<T> {
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
    try {
      return await work();
    } catch (error) {
      if (!(await paused(run, isNotFound(error) ? [id, named] : named, error, pause))) throw error;
    }
  }
}

/** Waits where a refusal may be about something too young; answers whether it is worth another attempt. */
export async function paused(run: ResourceRun, named: unknown, error: unknown, pauseMs: number): Promise<boolean> {
  const { environment, deadline } = run;
  const isRefusal = error instanceof ApiError && [400, 404, 409].includes(error.status);
  if (!isRefusal || environment.young.leftMs(named, environment.now()) === 0 || deadline.leftMs <= pauseMs)
    return false;
  await environment.sleep(pauseMs);
  return true;
}
