import { seoulMs } from "../../timestamp";
import type { SwitchValues } from "../switches";
import type { FieldView } from "./field-view";

/** A schedule in the reply of detail, as it was sent. */
interface SentSchedule {
  readonly diagnosis_start_time_pattern: string;
  readonly frequency_type: string;
  readonly frequency_value: string;
}

interface Weekday {
  readonly short: string;
  readonly number: string;
  readonly korean: string;
}

const weekdays: ReadonlyMap<string, Weekday> = new Map([
  ["monday", { short: "MON", number: "1", korean: "월요일" }],
  ["tuesday", { short: "TUE", number: "2", korean: "화요일" }],
  ["wednesday", { short: "WED", number: "3", korean: "수요일" }],
  ["thursday", { short: "THU", number: "4", korean: "목요일" }],
  ["friday", { short: "FRI", number: "5", korean: "금요일" }],
  ["saturday", { short: "SAT", number: "6", korean: "토요일" }],
  ["sunday", { short: "SUN", number: "7", korean: "일요일" }],
]);

/** The first letter tells the type: `month` and `monthly`, `week`, `day`. */
const koreanTypes: Readonly<Record<string, string>> = { M: "월", W: "주", D: "일" };

const minutesOfDay = 24 * 60;
const seoulMinutes = seoulMs / 60_000;

export const scheduleView: FieldView = (value, name, _place, { scheduleSpelling, scheduleZone }) =>
  name === "schedule_response" ? spelled(zoned(value as SentSchedule, scheduleZone), scheduleSpelling) : value;

function zoned(schedule: SentSchedule, zone: SwitchValues["scheduleZone"]): SentSchedule {
  switch (zone) {
    case "asSent":
      return schedule;
    case "utc":
      return moved(schedule, -seoulMinutes);
    case "seoul":
      return moved(schedule, seoulMinutes);
    case "sameDay":
      return { ...moved(schedule, -seoulMinutes), frequency_value: schedule.frequency_value };
    case "marked":
      return { ...schedule, diagnosis_start_time_pattern: `${schedule.diagnosis_start_time_pattern}+09:00` };
  }
}

/** The schedule by clocks that are ahead by some minutes, or behind. */
function moved(schedule: SentSchedule, byMinutes: number): SentSchedule {
  const [hours = 0, minutes = 0] = schedule.diagnosis_start_time_pattern.split(":").map(Number);
  const time = hours * 60 + minutes + byMinutes;
  const days = Math.floor(time / minutesOfDay);
  const left = time - days * minutesOfDay;
  const shown = [Math.floor(left / 60), left % 60].map((part) => String(part).padStart(2, "0")).join(":");
  return {
    ...schedule,
    diagnosis_start_time_pattern: shown,
    frequency_value: dayAfter(schedule.frequency_value, days),
  };
}

/** What follows a day, or comes before it, where all months have 31 days; `everyDay` follows itself. */
function dayAfter(value: string, days: number): string {
  if (days === 0) return value;
  if (/^\d+$/.test(value)) return String(((Number(value) + days + 30) % 31) + 1);
  const names = [...weekdays.keys()];
  const index = names.indexOf(value.toLowerCase());
  const name = index < 0 ? value : (names[(index + days + 7) % 7] ?? value);
  return value === value.toUpperCase() ? name.toUpperCase() : name;
}

function spelled(schedule: SentSchedule, spelling: SwitchValues["scheduleSpelling"]): SentSchedule {
  const { diagnosis_start_time_pattern: time, frequency_type: type, frequency_value: sent } = schedule;
  const initial = type.charAt(0).toUpperCase();
  const weekday = weekdays.get(sent.toLowerCase());
  switch (spelling) {
    case "reference":
      return schedule;
    case "short":
      return { ...schedule, frequency_type: initial, frequency_value: weekday?.short ?? sent.replace(/^0/, "") };
    case "number":
      return { ...schedule, frequency_value: weekday?.number ?? sent };
    case "korean":
      return { ...schedule, frequency_type: koreanTypes[initial] ?? type, frequency_value: weekday?.korean ?? sent };
    case "seconds":
      return { ...schedule, diagnosis_start_time_pattern: time.replace(/^\d\d:\d\d/, "$&:00") };
    case "lower":
      return { ...schedule, frequency_type: type.toLowerCase(), frequency_value: sent.toLowerCase() };
  }
}
