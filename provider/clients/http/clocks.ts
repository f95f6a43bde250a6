import { header } from "./reply";
import type { WireReply } from "./transport";

/** A reply's Date has whole seconds, and took its time to arrive. */
const toleranceMs = 60_000;

/** How far the service's clock is ahead of this machine's, in milliseconds, as far as a reply tells it. */
export function aheadOf(reply: WireReply, now: number): number | undefined {
  const date = Date.parse(header(reply, "date") ?? "");
  return Number.isNaN(date) ? undefined : date - now;
}

/** Whether two differences between clocks are the same. */
export function clocksAgree(oneMs: number, otherMs: number): boolean {
  return Math.abs(oneMs - otherMs) <= toleranceMs;
}
