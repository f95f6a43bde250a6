import { z } from "zod";

import { weekdays } from "../../../words/times";
import { flag, text } from "../wire";

/** When a diagnosis runs by itself. */
export interface Schedule {
  readonly frequency: "daily" | "weekly" | "monthly";
  /** A weekday or a day of the month. */
  readonly day?: string | number;
  /** `HH:MM`. */
  readonly startTime: string;
  readonly checkTypes: readonly ("BP" | "SSI")[];
}

/** A schedule as the service shows it. */
export interface ShownSchedule {
  /** Undefined where a part of it is not understood, since guessing would replace the diagnosis. */
  readonly understood: Schedule | undefined;
  /** The service's words for it; empty where it shows none. */
  readonly words: string;
}

/** The reference's own spelling: MONTH, 1 (SCP 5). */
export function scheduleBody({ frequency, day, startTime, checkTypes }: Schedule): object {
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

export const wireSchedule = z
  .object({
    frequency_type: text,
    frequency_value: text,
    diagnosis_start_time_pattern: text,
    use_diagnosis_check_type_bp: flag,
    use_diagnosis_check_type_ssi: flag,
  })
  .transform((wire): ShownSchedule => {
    const { frequency_type: type = "", frequency_value: value = "", diagnosis_start_time_pattern: time = "" } = wire;
    const words = [type, value, time].filter((word) => word !== "").join(" ");
    const when = dayOf(type, value);
    const startTime = timeOf(time);
    const checkTypes = checkTypesOf(wire.use_diagnosis_check_type_bp, wire.use_diagnosis_check_type_ssi);
    const isWhole = when !== undefined && startTime !== undefined && checkTypes !== undefined;
    return { understood: isWhole ? { ...when, startTime, checkTypes } : undefined, words };
  });

/** Spellings of the service, known or likely (SCP 5), without case. */
const frequencies: readonly (readonly [Schedule["frequency"], readonly string[]])[] = [
  ["daily", ["day", "daily", "d", "일", "매일"]],
  ["weekly", ["week", "weekly", "w", "주", "매주"]],
  ["monthly", ["month", "monthly", "m", "월", "매월"]],
];
const koreanWeekdays = ["월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"];

function dayOf(type: string, value: string): Pick<Schedule, "frequency" | "day"> | undefined {
  const word = type.trim().toLowerCase();
  const frequency = frequencies.find(([, words]) => words.includes(word))?.[0];
  if (frequency === undefined || frequency === "daily") return frequency && { frequency };
  const day = frequency === "weekly" ? weekdayOf(value) : dayOfMonth(value);
  return day === undefined ? undefined : { frequency, day };
}

/** Numbers are not understood: nobody says whether Sunday is the first or the last one. */
function weekdayOf(value: string): string | undefined {
  const word = value.trim().toLowerCase();
  const named = weekdays.find((weekday) => weekday === word || weekday.slice(0, 3) === word);
  return named ?? weekdays[koreanWeekdays.indexOf(word)];
}

function dayOfMonth(value: string): number | undefined {
  return /^(0?[1-9]|[12]\d|3[01])$/.test(value.trim()) ? Number(value) : undefined;
}

/** A zone behind a time is left out, since nobody knows in which one it was sent. */
function timeOf(value: string): string | undefined {
  const [, hour, minute] =
    /^T?([01]?\d|2[0-3]):?([0-5]\d)(?::?00(?:\.0+)?)?(?: ?(?:Z|[+-]\d\d:?\d\d))?$/i.exec(value.trim()) ?? [];
  return hour === undefined || minute === undefined ? undefined : `${hour.padStart(2, "0")}:${minute}`;
}

/** Undefined where a flag is not understood, or where there is no checklist. */
function checkTypesOf(bp: boolean | undefined, ssi: boolean | undefined): Schedule["checkTypes"] | undefined {
  if (bp === undefined || ssi === undefined || !(bp || ssi)) return undefined;
  return [...(bp ? (["BP"] as const) : []), ...(ssi ? (["SSI"] as const) : [])];
}
