import { dayMs, formatTimestamp } from "../../timestamp";
import { validationError } from "../errors";
import { queryText } from "../query";

/** The milliseconds of a date such as `2022-01-01 12:00:00` in UTC; undefined where the text is no such date. */
export function parseDateTime(text: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(text);
  const iso = `${match?.[1] ?? ""}T${match?.[2] ?? ""}Z`;
  const time = Date.parse(iso);
  // JavaScript takes February 30 for a day in March; here it is refused.
  return Number.isNaN(time) || formatTimestamp(time) !== iso ? undefined : time;
}

/** Tests whether a date lies within start_date and end_date of a query: whole days, or days with a time. */
export function isWithinQuery(query: URLSearchParams): (date: string) => boolean {
  const from = boundOf(query, "start_date", 0) ?? -Infinity;
  const to = boundOf(query, "end_date", dayMs - 1) ?? Infinity;
  return (date) => Date.parse(date) >= from && Date.parse(date) <= to;
}

function boundOf(query: URLSearchParams, name: string, restOfDay: number): number | undefined {
  const text = queryText(query, name);
  if (text === undefined) return undefined;
  const time = parseDateTime(text);
  const day = parseDateTime(`${text} 00:00:00`);
  const bound = time ?? (day === undefined ? undefined : day + restOfDay);
  if (bound === undefined) throw validationError("Input should be a valid date");
  return bound;
}
