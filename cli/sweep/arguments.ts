import { InvalidArgumentError } from "commander";

import { dayMs } from "../../provider/words/times";

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: dayMs, w: 7 * dayMs };

/** A least age, in milliseconds, as a user writes it: `36h`. */
export function ageOf(text: string): number {
  const [, amount, unit = ""] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  const unitMs = units[unit];
  if (unitMs !== undefined) return Number(amount) * unitMs;
  throw new InvalidArgumentError("It must be a whole number of minutes, hours, days or weeks: 90m, 36h, 1d or 2w.");
}

/** What the names of the swept objects begin with. */
export function prefixOf(text: string): string {
  if (text.trim() !== "") return text;
  throw new InvalidArgumentError("It must not be empty: every object would be meant.");
}
