import { header } from "./reply";
import type { WireReply } from "./transport";

/** The Date header has whole seconds, and the reply took its time to arrive. */
const toleranceMs = 60_000;

/** How far the service's clock is ahead of this machine's, in milliseconds; undefined where the reply has no date. */
export function aheadOf(reply: WireReply, now: number): number | undefined {
  const date = Date.parse(header(reply, "date") ?? "");
  return Number.isNaN(date) ? undefined : date - now;
}

/** Whether two offsets between clocks are the same, within the tolerance. */
export function clocksAgree(oneMs: number, otherMs: number): boolean {
  return Math.abs(oneMs - otherMs) <= toleranceMs;
}
