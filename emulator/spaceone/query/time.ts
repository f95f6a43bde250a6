import { dayMs, hourMs } from "../../timestamp";
import { spaceoneTimestamp } from "../timestamp";

/** A time in the form in which it is stored; undefined where the text is no time. Without a zone it is UTC. */
export function storedTime(text: string): string | undefined {
  const zoned = /T.*(?:Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes("T") ? text : `${text}Z`;
  const time = /^\d{4}-/.test(text) ? Date.parse(zoned) : NaN;
  return Number.isNaN(time) ? undefined : spaceoneTimestamp(time);
}

const unitMs: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: hourMs,
  d: dayMs,
  w: 7 * dayMs,
};

/** A time relative to `now`, or to the start of its day, week or month: `now/d - 3h`. */
export function relativeTime(text: string, now: number): string | undefined {
  const match = /^\s?(now(?:\/[dwm])?)\s?(?:([+-])\s?(\d+)([smhdw])\s?)?$/.exec(text);
  if (!match) return undefined;
  const [, base = "", sign, number = "0", unit = "s"] = match;
  const distance = Number(number) * (unitMs[unit] ?? 0);
  return spaceoneTimestamp(startOf(base, now) + (sign === "-" ? -distance : distance));
}

function startOf(base: string, now: number): number {
  const date = new Date(now);
  if (base === "now") return now;
  date.setUTCHours(0, 0, 0, 0);
  // Weeks begin on Monday.
  if (base === "now/w") date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  if (base === "now/m") date.setUTCDate(1);
  return date.getTime();
}
