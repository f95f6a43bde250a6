import type { Zod } from "../lifecycle/definition/input-rule";
import { wholeNumber } from "../resources/fields";
import { dayMs } from "../words/times";
import type { RotationSchedule } from "./rotation-contract";

/** The period that a time is in. */
export interface Period {
  /** Texts that differ in another period, and after another trigger. */
  readonly keepers: Record<string, string>;
  /** When the next period begins, RFC 3339; undefined without a schedule. */
  readonly endsAt: string | undefined;
}

export function rotationSchema(z: Zod) {
  return z
    .strictObject({
      trigger: z.string().exactOptional(),
      everyDays: wholeNumber(z, "days", 1, 3650).exactOptional(),
      startingOn: z.iso.date("must be a day as YYYY-MM-DD").exactOptional(),
    })
    .refine(
      ({ trigger, everyDays }) => trigger !== undefined || everyDays !== undefined,
      "give trigger, everyDays or both",
    )
    .refine(
      ({ everyDays, startingOn }) => startingOn === undefined || everyDays !== undefined,
      "startingOn goes with everyDays, which is missing",
    );
}

/** Before its first day a schedule is in its first period. */
export function periodOf({ trigger, everyDays, startingOn }: RotationSchedule, nowMs: number): Period {
  const triggered = trigger === undefined ? {} : { trigger };
  if (everyDays === undefined) return { keepers: triggered, endsAt: undefined };
  const firstMs = Date.parse(startingOn ?? "1970-01-01");
  const lengthMs = everyDays * dayMs;
  const period = Math.max(0, Math.floor((nowMs - firstMs) / lengthMs));
  return {
    keepers: { ...triggered, period: String(period) },
    endsAt: new Date(firstMs + (period + 1) * lengthMs).toISOString(),
  };
}
