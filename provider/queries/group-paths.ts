import type { Path } from "./fields/fields";
import { QueryError, type Place } from "./query-error";

// What statistics and analyses can do with a field, by what is there. The service fails for all else (SPO 4).

/** Reads what names a field, or a name that an earlier stage has given. */
export type PathAt = (key: unknown, place: Place) => Path;

/** A field whose values are in the results. */
export function shownPath({ path, kind }: Path, place: Place): string {
  if (kind !== "time" && kind !== "times") return path;
  const what = kind === "time" ? "is a time" : "has a time in it";
  throw new QueryError(
    place,
    `${path} ${what}, which no statistics give: name a dateFormat in a group's keys, or push it with fields`,
  );
}

/** A field of which a date format is made. */
export function datedPath({ path, kind }: Path, place: Place): string {
  if (kind === "time" || kind === "any") return path;
  throw new QueryError(place, `${path} is no time, so it has no dateFormat`);
}

/** A field that has objects or, of a projection, lists. */
export function structuredPath({ path, kind }: Path, operator: string, place: Place): string {
  if (kind === "any" || kind === "times" || (kind === "texts" && operator === "size")) return path;
  throw new QueryError(place, `${path} is nothing that ${operator} can take`);
}
