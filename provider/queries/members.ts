import { snake } from "./names";
import { QueryError, type Place } from "./query-error";

/** The names of a message's members, each with its short name; undefined where it has none. */
type Spellings = Readonly<Record<string, string | undefined>>;

/** Reads what names a field, or a name that an earlier part of the query has given. */
export type PathOf = (key: unknown, place: Place) => string;

export function objectOf(given: unknown, what: string, place: Place): Readonly<Record<string, unknown>> {
  if (typeof given === "object" && given !== null && !Array.isArray(given)) return given as Record<string, unknown>;
  throw new QueryError(place, `must be ${what}`);
}

export function listOf(given: unknown, what: string, place: Place): readonly unknown[] {
  if (Array.isArray(given)) return given;
  throw new QueryError(place, `must be a list of ${what}`);
}

export function textOf(given: unknown, what: string, place: Place): string {
  if (typeof given === "string" && given !== "") return given;
  throw new QueryError(place, `must be ${what}`);
}

export function nameOf(given: unknown, place: Place): string {
  return textOf(given, "the name that the result has", place);
}

/** One of these words. */
export function wordOf<Word extends string>(given: unknown, known: readonly Word[], place: Place): Word {
  const found = known.find((word) => word === given);
  if (found !== undefined) return found;
  throw new QueryError(place, `must be one of ${known.join(", ")}`);
}

export function flagOf(given: unknown, place: Place): boolean {
  if (given === undefined) return false;
  if (typeof given === "boolean") return given;
  throw new QueryError(place, "must be true or false");
}

/** A whole number from `least` on. */
export function countOf(given: unknown, least: number, place: Place): number {
  if (Number.isSafeInteger(given) && (given as number) >= least) return given as number;
  throw new QueryError(place, `must be a whole number, ${String(least)} or more`);
}

/** The members of an object by their long names, whichever of their spellings it has. Members without a value are absent. */
export function membersOf<Known extends Spellings>(
  given: unknown,
  known: Known,
  place: Place,
): { readonly [Name in keyof Known]?: unknown } {
  const names = Object.keys(known);
  const found = new Map<string, unknown>();
  for (const [name, value] of Object.entries(objectOf(given, `an object with ${names.join(", ")}`, place))) {
    const long = names.find((one) => one === name || snake(one) === name || known[one] === name);
    if (long === undefined) throw new QueryError(place, `${name} is no part of it: it has ${names.join(", ")}`);
    if (value === undefined) continue;
    if (found.has(long)) throw new QueryError(place, `gives ${long} twice`);
    found.set(long, value);
  }
  return Object.fromEntries(found) as { readonly [Name in keyof Known]?: unknown };
}
