import { ApiError } from "../clients/http/errors";
import { isNotFound } from "./not-found";
import type { OperationRun } from "./operation-run";

/** How long a service may not know everywhere what it has just made: others wait as long before they use a key (SCP 6.1). */
export const settlingMs = 15_000;
const firstPauseMs = 250;
const longestPauseMs = 4000;

/** What this command has made, of all kinds: for the first seconds a refusal may mean no more than that it is young. */
export class YoungObjects {
  private readonly madeAt = new Map<string, number>();

  note(id: string, nowMs: number): void {
    this.madeAt.set(id, nowMs);
  }

  /** Milliseconds until all objects that a value names are settled. */
  leftMs(value: unknown, nowMs: number): number {
    if (this.madeAt.size === 0) return 0;
    if (typeof value === "string") return Math.max(0, (this.madeAt.get(value) ?? -Infinity) + settlingMs - nowMs);
    if (typeof value !== "object" || value === null) return 0;
    return Math.max(0, ...Object.values(value).map((item) => this.leftMs(item, nowMs)));
  }
}

/** Runs requests about an object again for as long as it, or one that they name, may be too young to be known. */
export async function whileSettling<T>(
  run: OperationRun,
  id: string,
  named: unknown,
  work: () => Promise<T>,
): Promise<T> {
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
    try {
      return await work();
    } catch (error) {
      if (!(await paused(run, isNotFound(run, error) ? [id, named] : named, error, pause))) throw error;
    }
  }
}

/** Waits where a refusal may be about something too young; answers whether it is worth another attempt. */
export async function paused(run: OperationRun, named: unknown, error: unknown, pauseMs: number): Promise<boolean> {
  const { environment, deadline } = run;
  const isRefusal = error instanceof ApiError && [400, 404, 409].includes(error.status);
  if (!isRefusal || environment.young.leftMs(named, environment.now()) === 0 || deadline.leftMs <= pauseMs)
    return false;
  await environment.sleep(pauseMs);
  return true;
}
