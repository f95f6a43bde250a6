import type { Moment } from "./lag";

/** An object in one of its states; a vault has the state under another name. */
export interface Stateful {
  readonly state?: string;
  readonly vaultkey_state?: string;
}

function isWaiting({ state, vaultkey_state }: Stateful): boolean {
  return (state ?? vaultkey_state) === "To_Be_Terminated";
}

/** The objects that a list has where it may leave out what waits for its deletion. */
export function withoutWaiting<T extends Stateful>({ context }: Moment, records: T[]): T[] {
  return context.world.current.waitingObjects === "shown" ? records : records.filter((record) => !isWaiting(record));
}

/** Whether a GET does not find an object, since it waits for its deletion. */
export function isHiddenWhileWaiting({ context }: Moment, record: Stateful): boolean {
  return context.world.current.waitingObjects === "hidden" && isWaiting(record);
}
