import { InvalidArgumentError } from "commander";

const mostDays = 3660;

/** Reads the number of days that are looked at. */
export function daysOf(text: string): number {
  const days = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  if (days >= 1 && days <= mostDays) return days;
  throw new InvalidArgumentError(`It must be a whole number of days from 1 to ${String(mostDays)}.`);
}
