import type { FieldView } from "./field-view";

/** A schedule in the reply of detail, spelled as it was sent. */
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

export const scheduleView: FieldView = (value, name, _place, { scheduleSpelling }) => {
  if (name !== "schedule_response") return value;
  const schedule = value as SentSchedule;
  const { diagnosis_start_time_pattern: time, frequency_type: type, frequency_value: sent } = schedule;
  const initial = type.charAt(0).toUpperCase();
  const weekday = weekdays.get(sent.toLowerCase());
  switch (scheduleSpelling) {
    case "reference":
      return value;
    case "short":
      return { ...schedule, frequency_type: initial, frequency_value: weekday?.short ?? sent.replace(/^0/, "") };
    case "number":
      return { ...schedule, frequency_value: weekday?.number ?? sent };
    case "korean":
      return { ...schedule, frequency_type: koreanTypes[initial], frequency_value: weekday?.korean ?? sent };
    case "seconds":
      return { ...schedule, diagnosis_start_time_pattern: `${time}:00` };
    case "lower":
      return { ...schedule, frequency_type: type.toLowerCase(), frequency_value: sent.toLowerCase() };
  }
};
