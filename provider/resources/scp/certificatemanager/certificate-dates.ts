import { dayMs, timeOf } from "../../../words/times";

/** `YYYY-MM-DD`, made with English, the only language that every Node has. */
export function dayOf(timeMs: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const parts = new Map(format.formatToParts(timeMs).map(({ type, value }) => [type, value]));
  return [parts.get("year"), parts.get("month"), parts.get("day")].join("-");
}

export function isDue(notAfter: string, days: number, nowMs: number): boolean {
  return timeOf(notAfter) - days * dayMs <= nowMs;
}

/**
 * Times that differ by less than a day count as equal, since the service shows days without a zone. So do times that are not
 * understood, since a difference would replace the certificate.
 */
export function isAboutTheSame(a: string, b: string): boolean {
  return !(Math.abs(timeOf(a) - timeOf(b)) >= dayMs);
}
