import type { ResourceRun } from "./resource-run";

/** Looks once more after each pause, until what it finds is enough or no time is left; gives what it found last. */
export async function lookUntil<T>(
  { deadline, environment }: ResourceRun,
  pausesMs: readonly number[],
  look: () => Promise<T>,
  isEnough: (found: T) => boolean,
): Promise<T> {
  let found = await look();
  for (const pause of pausesMs) {
    if (isEnough(found) || deadline.leftMs <= pause) break;
    await environment.sleep(pause);
    found = await look();
  }
  return found;
}
