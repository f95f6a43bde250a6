export const dayMs = 86_400_000;

/** `YYYY-MM-DD` */
export function dayOf(timeMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(timeMs);
}

export function isDue(notAfter: string, days: number, nowMs: number): boolean {
  return timeOf(notAfter) - days * dayMs <= nowMs;
}

/** The service's times have no zone (SCP 4): they are taken for UTC, which is at most a day wrong. */
export function timeOf(text: string): number {
  return Date.parse(/T.*[^Z]$/.test(text) && !/[+-]\d\d:\d\d$/.test(text) ? `${text}Z` : text);
}

/** Days and zones are not told apart: times that differ by less than a day count as equal. */
export function isAboutTheSame(a: string, b: string): boolean {
  return Math.abs(timeOf(a) - timeOf(b)) < dayMs;
}
