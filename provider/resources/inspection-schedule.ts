import type { ScheduleRecord } from "../clients/scp/configinspection/diagnosis";
import type { SaveDiagnosisBody } from "../clients/scp/configinspection/inspections-client";
import type { Zod } from "../lifecycle/behaviour";
import type { InspectionSchedule } from "./config-inspection";

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

export function scheduleSchema(z: Zod) {
  return z
    .strictObject({
      frequency: z.enum(["daily", "weekly", "monthly"], 'must be "daily", "weekly" or "monthly"'),
      day: z.union([z.string(), z.number()]).exactOptional(),
      startTime: z.string().regex(/^([01]\d|2[0-3]):[0-5][05]$/, "must be HH:MM in steps of five minutes"),
      checkTypes: z
        .array(z.enum(["BP", "SSI"], 'must be "BP" or "SSI"'))
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

export function sameSchedule(a: InspectionSchedule, b: InspectionSchedule): boolean {
  return JSON.stringify(scheduleBody(a)) === JSON.stringify(scheduleBody(b));
}

/** The reference's own spelling: MONTH, 1 (SCP 5). */
export function scheduleBody({
  frequency,
  day,
  startTime,
  checkTypes,
}: InspectionSchedule): SaveDiagnosisBody["schedule_request"] {
  const values = {
    daily: ["DAY", "everyDay"],
    weekly: ["WEEK", String(day).toUpperCase()],
    monthly: ["MONTH", String(Number(day))],
  } as const;
  const [frequency_type, frequency_value] = values[frequency];
  return {
    frequency_type,
    frequency_value,
    diagnosis_start_time_pattern: startTime,
    use_diagnosis_check_type_bp: checkTypes.includes("BP") ? "y" : "n",
    use_diagnosis_check_type_ssi: checkTypes.includes("SSI") ? "y" : "n",
  };
}

/** A schedule as the service shows it, in whatever spelling. */
export function shownSchedule(record: ScheduleRecord): InspectionSchedule {
  const type = record.frequencyType.toLowerCase();
  const value = record.frequencyValue.toLowerCase();
  const when: Pick<InspectionSchedule, "frequency" | "day"> =
    type.startsWith("day") || type === "daily"
      ? { frequency: "daily" }
      : type.startsWith("week")
        ? { frequency: "weekly", day: value }
        : { frequency: "monthly", day: Number(value) };
  return {
    ...when,
    startTime: record.startTime,
    checkTypes: [...(record.usesBp ? (["BP"] as const) : []), ...(record.usesSsi ? (["SSI"] as const) : [])],
  };
}
