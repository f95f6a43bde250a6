import { dayMs, timeOf } from "../../../words/times";

/** `YYYY-MM-DD`, by English, the one language that each Node knows. */
export function dayOf(timeMs: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const parts = new Map(format.formatToParts(timeMs).map(({ type, value }) => [type, value]));
  return [parts.get("year"), parts.get("month"), parts.get("day")].join("-");
}

export function isDue(notAfter: string, days: number, nowMs: number): boolean {
  return timeOf(notAfter) - days * dayMs <= nowMs;
}

/**
 * Days and zones are not told apart: times that differ by less than a day count as equal. So do times that are not
 * understood, since a difference would make another certificate.
 */
export function isAboutTheSame(a: string, b: string): boolean {
  return !(Math.abs(timeOf(a) - timeOf(b)) >= dayMs);
}
