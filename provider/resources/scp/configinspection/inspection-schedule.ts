import { isDeepStrictEqual } from "node:util";

import type { ShownSchedule } from "../../../clients/scp/configinspection/schedule";
import type { Zod } from "../../../lifecycle/definition/input-rule";
import { dayMs, seoulMs, weekdays } from "../../../words/times";
import { oneOf } from "../../fields";
import type { InspectionSchedule } from "./config-inspection-contract";

export function scheduleSchema(z: Zod) {
  return z
    .strictObject({
      frequency: oneOf(z, ["daily", "weekly", "monthly"]),
      day: z.union([z.string(), z.number()]).exactOptional(),
      startTime: z.string().regex(/^([01]\d|2[0-3]):[0-5][05]$/, "must be HH:MM in steps of five minutes"),
      checkTypes: z
        .array(oneOf(z, ["BP", "SSI"]))
        .min(1, "must name at least one checklist")
        .refine((types) => new Set(types).size === types.length, "must name each checklist once"),
    })
    .refine(({ frequency, day }) => isDayOf(frequency, day), {
      path: ["day"],
      message: "must be a weekday with weekly, 1 to 31 with monthly, and left out with daily",
    });
}

function isDayOf(frequency: InspectionSchedule["frequency"], day: string | number | undefined): boolean {
  if (frequency === "daily") return day === undefined;
  if (frequency === "weekly") return weekdays.includes(String(day).toLowerCase());
  return /^(0?[1-9]|[12]\d|3[01])$/.test(String(day));
}

/** Whether two schedules mean the same: 01 equals 1, and neither case nor the order of checklists counts. */
export function sameSchedule(a: InspectionSchedule, b: InspectionSchedule): boolean {
  return isDeepStrictEqual(meaningOf(a), meaningOf(b));
}

function meaningOf({ frequency, day, startTime, checkTypes }: InspectionSchedule): readonly unknown[] {
  const meant = { daily: undefined, weekly: String(day).toLowerCase(), monthly: Number(day) }[frequency];
  return [frequency, meant, startTime, checkTypes.includes("BP"), checkTypes.includes("SSI")];
}

/** `known`: the schedule in state or in the program, which is kept where the one that is shown may denote the same times. */
export function shownSchedule(
  { understood }: ShownSchedule,
  known: InspectionSchedule | undefined,
): InspectionSchedule | undefined {
  if (understood === undefined) return undefined;
  const shown = { ...understood, checkTypes: [...understood.checkTypes] };
  return known !== undefined && isWhole(known) && isShifted(known, shown) ? known : shown;
}

/** State may hold what no check has seen. */
function isWhole({ startTime, checkTypes }: Partial<InspectionSchedule>): boolean {
  return typeof startTime === "string" && Array.isArray(checkTypes);
}

/**
 * Whether a schedule may be the other one by Seoul's clocks instead of UTC, or the other way round: nobody knows in which zone
 * a schedule is sent and shown (SCP 5), and a difference would delete the inspection and its reports. Its day may have stayed.
 */
function isShifted(known: InspectionSchedule, shown: InspectionSchedule): boolean {
  return [-seoulMs, seoulMs].some((shiftMs) => {
    const timeMs = timeOfDay(known) + shiftMs;
    const days = Math.floor(timeMs / dayMs);
    const isAt = timeOfDay(shown) === timeMs - days * dayMs;
    const mayFallOn = [known.day, ...daysAfter(known, days)];
    return isAt && mayFallOn.some((day) => sameSchedule(withDay(known, day), { ...shown, startTime: known.startTime }));
  });
}

function withDay(schedule: InspectionSchedule, day: InspectionSchedule["day"]): InspectionSchedule {
  return day === undefined ? schedule : { ...schedule, day };
}

function timeOfDay({ startTime }: InspectionSchedule): number {
  return Date.parse(`1970-01-01T${startTime}Z`);
}

/** The last days of months. */
const ends = [28, 29, 30, 31];

/** What may be shown for the next day, or for the one before. */
function daysAfter({ frequency, day }: InspectionSchedule, days: number): readonly (string | number)[] {
  if (days === 0 || day === undefined || frequency === "daily") return [];
  if (frequency === "weekly")
    return weekdays.filter((_, index) => (index - days + 7) % 7 === weekdays.indexOf(String(day).toLowerCase()));
  const next = Number(day) + days;
  if (next < 1) return ends;
  return ends.includes(Number(day)) && days > 0 ? [next, 1] : [next];
}

/** For messages: a schedule that is shown and not understood. */
export function strangeSchedule({ understood, words }: ShownSchedule): readonly string[] {
  return understood !== undefined || words === "" ? [] : [`the schedule ${JSON.stringify(words)}`];
}
