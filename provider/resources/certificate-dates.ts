import { dayMs, timeOf } from "./times";

/** `YYYY-MM-DD` */
export function dayOf(timeMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(timeMs);
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
