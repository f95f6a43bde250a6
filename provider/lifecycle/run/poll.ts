import type { ResourceRun } from "./resource-run";

/** Repeats a read after each pause until its result is enough or no time is left. Gives the last result. */
export async function pollUntil<T>(
  { deadline, environment }: ResourceRun,
  pausesMs: readonly number[],
  read: () => Promise<T>,
  isEnough: (found: T) => boolean,
): Promise<T> {
  let found = await read();
  for (const pause of pausesMs) {
    if (isEnough(found) || deadline.leftMs <= pause) break;
    await environment.sleep(pause);
    found = await read();
  }
  return found;
}
