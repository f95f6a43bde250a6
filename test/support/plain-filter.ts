import type { Meaning } from "./query-arbitraries";

// What conditions mean, written down as plainly as possible and without the emulator's code (SPO 4). Times are compared as
// numbers, and a time relative to now is `now` and a distance in days.

type Found = readonly unknown[];

const dayMs = 86_400_000;
const timed = /^(?:datetime|timediff)_(.*)$/;

/** Whether an object is in the list. Without any alternative, each object is. */
export function isFound(
  object: object,
  { filter, filterOr }: { readonly filter: readonly Meaning[]; readonly filterOr: readonly Meaning[] },
  now: number,
): boolean {
  const holds = (condition: Meaning): boolean => fits(condition, valuesAt(object, condition.key.split(".")), now);
  return filter.every(holds) && (filterOr.length === 0 || filterOr.some(holds));
}

/** All values at a path, through lists, and the items of those that are lists; undefined for one that is missing. */
function valuesAt(value: unknown, path: readonly string[]): Found {
  const [name, ...rest] = path;
  if (name === undefined) return Array.isArray(value) ? [value, ...(value as Found)] : [value];
  if (Array.isArray(value)) {
    const inside = value
      .filter((item) => typeof item === "object" && item !== null)
      .flatMap((item) => valuesAt(item, path));
    return inside.length === 0 ? [undefined] : inside;
  }
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return [undefined];
  return valuesAt((value as Readonly<Record<string, unknown>>)[name], rest);
}

function fits({ operator, value }: Meaning, found: Found, now: number): boolean {
  const [, order] = timed.exec(operator) ?? [];
  if (order !== undefined)
    return found.some((one) => typeof one === "string" && ordered(order, Date.parse(one), timeOf(value, now)));
  const all = value as Found;
  switch (operator) {
    case "eq":
      return equals(found, value);
    case "not":
      return !equals(found, value);
    case "in":
      return all.some((one) => equals(found, one));
    case "not_in":
      return !all.some((one) => equals(found, one));
    case "exists":
      return found.some((one) => one !== undefined) === value;
    case "contain":
      return contains(found, value);
    case "not_contain":
      return !contains(found, value);
    case "contain_in":
      return all.some((one) => contains(found, one));
    case "not_contain_in":
      return all.some((one) => !contains(found, one));
    case "regex":
      return matches(found, value);
    case "regex_in":
      return all.some((one) => matches(found, one));
    case "match":
      return Array.isArray(found[0]) && found[0].some((item) => hasAll(item, value as object));
    default:
      return found.some((one) => typeof one === typeof value && ordered(operator, one, value));
  }
}

function equals(found: Found, value: unknown): boolean {
  return found.some((one) => JSON.stringify(one ?? null) === JSON.stringify(value));
}

function contains(found: Found, part: unknown): boolean {
  return found.some((one) => typeof one === "string" && one.toLowerCase().includes(String(part).toLowerCase()));
}

function matches(found: Found, pattern: unknown): boolean {
  return found.some((one) => typeof one === "string" && new RegExp(String(pattern), "i").test(one));
}

function hasAll(item: unknown, wanted: object): boolean {
  return (
    typeof item === "object" &&
    item !== null &&
    !Array.isArray(item) &&
    Object.entries(wanted).every(([name, value]) => equals(valuesAt(item, [name]), value))
  );
}

function timeOf(value: unknown, now: number): number {
  const [, days] = /^now-(\d+)d$/.exec(String(value)) ?? [];
  return days === undefined ? Date.parse(String(value)) : now - Number(days) * dayMs;
}

function ordered(order: string, a: unknown, b: unknown): boolean {
  const [one, other] = [a as number, b as number];
  if (order === "lt") return one < other;
  if (order === "lte") return one <= other;
  return order === "gt" ? one > other : one >= other;
}
