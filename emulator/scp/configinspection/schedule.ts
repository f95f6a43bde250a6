import { dayMs, formatTimestamp } from "../../timestamp";
import type { CheckType, Schedule } from "./diagnosis";

export type Frequency = "day" | "week" | "month";

/** Both spellings of the reference: the one of its description and the one of its example (SCP 5). */
const frequencies: ReadonlyMap<string, Frequency> = new Map([
  ["day", "day"],
  ["daily", "day"],
  ["week", "week"],
  ["weekly", "week"],
  ["month", "month"],
  ["monthly", "month"],
]);

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** The meaning of a frequency type, in any letter case; undefined where it has none. */
export function frequencyOf(type: string): Frequency | undefined {
  return frequencies.get(type.toLowerCase());
}

/** Whether a value fits a type: a day of the month, a weekday, or `everyDay`, in any letter case. */
export function isFrequencyValue(type: string, value: string): boolean {
  switch (frequencyOf(type)) {
    case "day":
      return value.toLowerCase() === "everyday";
    case "week":
      return weekdays.includes(value.toLowerCase());
    case "month":
      return /^(?:0?[1-9]|[12]\d|3[01])$/.test(value);
    default:
      return false;
  }
}

/** The checklists that a schedule uses. */
export function scheduledCheckTypes(schedule: Schedule): CheckType[] {
  return [
    ...(schedule.use_diagnosis_check_type_bp === "y" ? ["BP" as const] : []),
    ...(schedule.use_diagnosis_check_type_ssi === "y" ? ["SSI" as const] : []),
  ];
}

/** The first time after one at which a schedule runs; null where it uses no checklist. */
export function nextRunAt(schedule: Schedule, after: number): string | null {
  if (scheduledCheckTypes(schedule).length === 0) return null;
  let day = startOfDay(after);
  while (!isDueOn(schedule, day) || day + timeOfDay(schedule) <= after) day += dayMs;
  return formatTimestamp(day + timeOfDay(schedule));
}

/** The latest times in a span at which a schedule runs, the earliest first. */
export function latestRunTimes(schedule: Schedule, from: number, to: number, most: number): number[] {
  const times: number[] = [];
  for (let day = startOfDay(to); day + dayMs > from && times.length < most; day -= dayMs) {
    const time = day + timeOfDay(schedule);
    if (isDueOn(schedule, day) && time >= from && time <= to) times.unshift(time);
  }
  return times;
}

/** A month without that day has no run. */
function isDueOn({ frequency_type, frequency_value }: Schedule, day: number): boolean {
  const date = new Date(day);
  switch (frequencyOf(frequency_type)) {
    case "week":
      return weekdays[date.getUTCDay()] === frequency_value.toLowerCase();
    case "month":
      return date.getUTCDate() === Number(frequency_value);
    default:
      return true;
  }
}

/** Milliseconds after midnight, in UTC. */
function timeOfDay({ diagnosis_start_time_pattern }: Schedule): number {
  const [hours = 0, minutes = 0] = diagnosis_start_time_pattern.split(":").map(Number);
  return (hours * 60 + minutes) * 60_000;
}

function startOfDay(time: number): number {
  return Math.floor(time / dayMs) * dayMs;
}
