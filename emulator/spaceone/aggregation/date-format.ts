import { unexpected } from "../errors";
import type { Expression } from "./field-path";
import { databaseType, type Value } from "../query/value";

const dayMs = 86_400_000;
const padded = (value: number, length: number): string => String(value).padStart(length, "0");

const dayOfYear = (date: Date): number =>
  Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / dayMs) + 1;

/** Monday is 1 and Sunday is 7. */
const isoDay = (date: Date): number => ((date.getUTCDay() + 6) % 7) + 1;

/** The Thursday of a week tells the year that the week belongs to. */
const thursday = (date: Date): Date => new Date(date.getTime() + (4 - isoDay(date)) * dayMs);

/** MongoDB's parts of a date format; all times are UTC. */
const parts: Readonly<Record<string, (date: Date) => string>> = {
  Y: (date) => padded(date.getUTCFullYear(), 4),
  m: (date) => padded(date.getUTCMonth() + 1, 2),
  d: (date) => padded(date.getUTCDate(), 2),
  H: (date) => padded(date.getUTCHours(), 2),
  M: (date) => padded(date.getUTCMinutes(), 2),
  S: (date) => padded(date.getUTCSeconds(), 2),
  L: (date) => padded(date.getUTCMilliseconds(), 3),
  j: (date) => padded(dayOfYear(date), 3),
  u: (date) => String(isoDay(date)),
  w: (date) => String(date.getUTCDay() + 1),
  G: (date) => padded(thursday(date).getUTCFullYear(), 4),
  V: (date) => padded(Math.ceil(dayOfYear(thursday(date)) / 7), 2),
  U: (date) => padded(Math.floor((dayOfYear(date) + 6 - date.getUTCDay()) / 7), 2),
  z: () => "+0000",
  Z: () => "+000",
  "%": () => "%",
};

/** A time in MongoDB's format, such as `%Y-%m-%d`. */
export function formatDate(format: string, date: Date): string {
  return format.replaceAll(/%(.?)/gs, (_match, part: string) => {
    const text = Object.hasOwn(parts, part) ? parts[part] : undefined;
    if (!text) throw unexpected(`Invalid format character '%${part}' in format string`);
    return text(date);
  });
}

const named: Readonly<Record<string, (date: Date) => Value>> = {
  year: (date) => date.getUTCFullYear(),
  month: (date) => date.getUTCMonth() + 1,
  day: (date) => date.getUTCDate(),
};

/** A part of a time as a number (`year`, `month`, `day`), or the time in a format. Without a time it is null. */
export function compileDateFormat(format: string, expression: Expression): Expression {
  const part = Object.hasOwn(named, format) ? named[format] : undefined;
  const write = part ?? ((date: Date) => formatDate(format, date));
  return (document) => {
    const value = expression(document);
    if (value === undefined || value === null) return null;
    if (typeof value === "bigint") return write(new Date(Number(value)));
    throw unexpected(`can't convert from BSON type ${databaseType(value)} to Date`);
  };
}
