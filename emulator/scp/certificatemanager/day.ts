/** The start of a day that is written as `YYYYMMDD`, by UTC; NaN where there is no such day. */
export function dayTime(day: string): number {
  const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})$/.exec(day) ?? [];
  const time = Date.parse(`${year ?? ""}-${month ?? ""}-${date ?? ""}T00:00:00Z`);
  return dayIn("UTC", time) === day ? time : NaN;
}

/** The day in a time zone, as `YYYYMMDD`. */
export function dayIn(timeZone: string, time: number): string {
  if (Number.isNaN(time)) return "";
  // Swedish dates have the form of ISO 8601.
  return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(time).replaceAll("-", "");
}

/**
 * Whether a text names a time zone. Newer versions of Node also accept offsets such as `+09:00`; here they are refused.
 */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Z]/i.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
