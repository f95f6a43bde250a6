import type { EmulatorContext } from "../context";
import type { SwitchValues } from "./switches";

/** What a lag needs to know of a request. */
export interface Moment {
  readonly context: Pick<EmulatorContext, "world">;
  /** By the emulator's clock. */
  readonly now: number;
}

type LagName = Extract<keyof SwitchValues, `${string}LagSeconds`>;

/** The longest lag that can be set. */
export const longestLagMs = 3_600_000;

/** Whether an object that was made at this time is still hidden. */
export function isBehind({ context, now }: Moment, lag: LagName, madeAt: number): boolean {
  const seconds = context.world.current[lag];
  return seconds > 0 && now - madeAt < seconds * 1000;
}

/** The objects that lists show already. */
export function listed<T extends { readonly created_at: string }>(moment: Moment, records: Iterable<T>): T[] {
  const all = Array.from(records);
  // Of thousands of records the times are read only if they matter.
  if (moment.context.world.current.listLagSeconds === 0) return all;
  return all.filter(({ created_at }) => !isBehind(moment, "listLagSeconds", Date.parse(created_at)));
}

/** Undefined where the object does not exist, or where a GET does not find it yet. */
export function shown<T extends { readonly created_at: string }>(moment: Moment, record: T | undefined): T | undefined {
  return record && isBehind(moment, "showLagSeconds", Date.parse(record.created_at)) ? undefined : record;
}
