import { isDeepStrictEqual } from "node:util";

import type { ShownSchedule } from "../../../clients/scp/configinspection/schedule";
import type { Zod } from "../../../lifecycle/definition/input-rule";
import { weekdays } from "../../../words/times";
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

export function shownSchedule({ understood }: ShownSchedule): InspectionSchedule | undefined {
  return understood && { ...understood, checkTypes: [...understood.checkTypes] };
}

/** For messages: a schedule that is shown and not understood. */
export function strangeSchedule({ understood, words }: ShownSchedule): readonly string[] {
  return understood !== undefined || words === "" ? [] : [`the schedule ${JSON.stringify(words)}`];
}
