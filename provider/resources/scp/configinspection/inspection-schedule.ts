import type { ScheduleRecord } from "../../../clients/scp/configinspection/diagnosis";
import type { SaveDiagnosisBody } from "../../../clients/scp/configinspection/inspections-client";
import type { Zod } from "../../../lifecycle/input-rule";
import { oneOf } from "../../fields";
import type { InspectionSchedule } from "./config-inspection-contract";

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

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

/** Spellings of the service, known or likely (SCP 5), without case. */
const frequencies: readonly (readonly [InspectionSchedule["frequency"], readonly string[]])[] = [
  ["daily", ["day", "daily", "d", "일", "매일"]],
  ["weekly", ["week", "weekly", "w", "주", "매주"]],
  ["monthly", ["month", "monthly", "m", "월", "매월"]],
];
const koreanWeekdays = ["월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"];

/** A schedule as the service shows it; undefined where a part of it is not understood, since guessing would replace it. */
export function shownSchedule(record: ScheduleRecord): InspectionSchedule | undefined {
  if (record.usesBp === undefined || record.usesSsi === undefined) return undefined;
  const when = shownDay(record);
  const startTime = shownTime(record.startTime);
  const checkTypes = [...(record.usesBp ? (["BP"] as const) : []), ...(record.usesSsi ? (["SSI"] as const) : [])];
  if (when === undefined || startTime === undefined || checkTypes.length === 0) return undefined;
  return { ...when, startTime, checkTypes };
}

/** For messages: a schedule that is shown and not understood. */
export function strangeSchedule(record: ScheduleRecord | undefined): readonly string[] {
  if (record === undefined || shownSchedule(record) !== undefined) return [];
  const words = [record.frequencyType, record.frequencyValue, record.startTime].filter((word) => word !== "");
  return words.length === 0 ? [] : [`the schedule ${JSON.stringify(words.join(" "))}`];
}

function shownDay({
  frequencyType,
  frequencyValue,
}: ScheduleRecord): Pick<InspectionSchedule, "frequency" | "day"> | undefined {
  const type = frequencyType.trim().toLowerCase();
  const frequency = frequencies.find(([, words]) => words.includes(type))?.[0];
  if (frequency === undefined || frequency === "daily") return frequency && { frequency };
  const day = frequency === "weekly" ? shownWeekday(frequencyValue) : shownDayOfMonth(frequencyValue);
  return day === undefined ? undefined : { frequency, day };
}

/** Numbers are not understood: nobody says whether Sunday is the first or the last one. */
function shownWeekday(value: string): string | undefined {
  const word = value.trim().toLowerCase();
  const named = weekdays.find((weekday) => weekday === word || weekday.slice(0, 3) === word);
  return named ?? weekdays[koreanWeekdays.indexOf(word)];
}

function shownDayOfMonth(value: string): number | undefined {
  return isDayOf("monthly", value.trim()) ? Number(value) : undefined;
}

function shownTime(text: string): string | undefined {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)(?::00)?$/.exec(text.trim()) ?? [];
  return hour === undefined || minute === undefined ? undefined : `${hour.padStart(2, "0")}:${minute}`;
}
