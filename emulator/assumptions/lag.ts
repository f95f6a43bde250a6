import type { EmulatorContext } from "../context";
import type { Assumptions } from "./switches";

/** A request, as far as a lag is concerned. */
export interface Moment {
  readonly context: Pick<EmulatorContext, "assumptions">;
  /** By the emulator's clock. */
  readonly now: number;
}

type LagName = Extract<keyof Assumptions, `${string}LagSeconds`>;

/** So long a lag can be at most. */
export const longestLagMs = 3_600_000;

/** Whether something that was made at a time is not to be seen yet. */
export function isBehind({ context, now }: Moment, lag: LagName, madeAt: number): boolean {
  const seconds = context.assumptions.current[lag];
  return seconds > 0 && now - madeAt < seconds * 1000;
}

/** Of what there is that which lists have already. */
export function listed<T extends { readonly created_at: string }>(moment: Moment, records: Iterable<T>): T[] {
  return Array.from(records).filter(({ created_at }) => !isBehind(moment, "listLagSeconds", Date.parse(created_at)));
}

/** Undefined where the object is not there, or is not found yet. */
export function shown<T extends { readonly created_at: string }>(moment: Moment, record: T | undefined): T | undefined {
  return record && isBehind(moment, "showLagSeconds", Date.parse(record.created_at)) ? undefined : record;
}
