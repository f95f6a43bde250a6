import { CallError } from "../../calls/errors";
import { ApiError } from "../../clients/http/errors";
import { isNotFound } from "./not-found";
import type { ResourceRun } from "./resource-run";

const firstPauseMs = 250;
const longestPauseMs = 4000;

/** Repeats requests about an object while it, or another object named in them, may be too young to be known everywhere. */
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
      if (!(await paused(run, isNotFound(error) ? [id, named] : named, error, pause))) {
        throw meaningOf(run, id, error);
      }
    }
  }
}

/** What a failure means to the user: a read that does not find what this command has made is only too early. */
function meaningOf(run: ResourceRun, id: string, error: unknown): unknown {
  const { noun, environment } = run;
  if (!isNotFound(error) || !isRead(error) || !environment.young.has(id)) return error;
  return new CallError(
    `the ${noun} was made, but the service does not show it yet: run \`pulumi up\` again in a minute`,
    { cause: error },
  );
}

/** A change that is refused with 404 may be about another object. */
function isRead(error: unknown): boolean {
  return error instanceof ApiError && (error.request.method === "GET" || error.request.path.endsWith("/get"));
}

/** Waits if a refusal may be due to the age of an object; returns whether another attempt makes sense. */
export async function paused(run: ResourceRun, named: unknown, error: unknown, pauseMs: number): Promise<boolean> {
  const { environment, deadline } = run;
  const isRefusal = error instanceof ApiError && [400, 404, 409].includes(error.status);
  if (!isRefusal || environment.young.leftMs(named, environment.now()) === 0 || deadline.leftMs <= pauseMs)
    return false;
  await environment.sleep(pauseMs);
  return true;
}
