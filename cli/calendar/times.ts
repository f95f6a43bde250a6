import type { Schedule } from "../../provider/clients/scp/configinspection/schedule";
import { dayMs, weekdays } from "../../provider/words/times";
import type { Span } from "./event";

// The times at which something happens again and again. All are of UTC.

/** A first time, and then every so many days; once without a period. */
export function periodic(first: number, periodInDays: number | undefined, { to }: Span): readonly number[] {
  if (periodInDays === undefined) return [first];
  const periodMs = periodInDays * dayMs;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / periodMs) + 1) }, (_, n) => first + n * periodMs);
}

/** When an inspection runs. A month without that day has no run. */
export function scheduled(schedule: Schedule, { from, to }: Span): readonly number[] {
  const times: number[] = [];
  for (let day = startOfDay(from); day <= to; day += dayMs) {
    if (isDueOn(schedule, new Date(day))) times.push(day + timeOfDay(schedule));
  }
  return times;
}

function isDueOn({ frequency, day }: Schedule, date: Date): boolean {
  if (frequency === "monthly") return date.getUTCDate() === Number(day);
  // The list of weekdays begins with Monday, and Sunday is 0.
  return frequency === "daily" || weekdays[(date.getUTCDay() + 6) % 7] === String(day).toLowerCase();
}

function timeOfDay({ startTime }: Schedule): number {
  const [hours = 0, minutes = 0] = startTime.split(":").map(Number);
  return (hours * 60 + minutes) * 60_000;
}

function startOfDay(time: number): number {
  return Math.floor(time / dayMs) * dayMs;
}
