import { readAlternatives, wireFilters } from "./filters";
import { wirePath, type Fields } from "./fields/fields";
import { countOf, flagOf, listOf, membersOf, type PathOf } from "./members";
import type { ListQueryArgs } from "./query-contract";
import { QueryError, type Place } from "./query-error";
import type { WireCondition, WireListQuery, WirePage, WireSortKey } from "./wire";

/** The operators that the items of a list can be chosen by (SPO 4). */
const unwindOperators = ["eq", "not", "in", "not_in", "contain", "not_contain", "contain_in", "not_contain_in"];

export function readSort(given: unknown, place: Place, path: PathOf): WireSortKey[] {
  return listOf(given, "fields, such as { key, desc }", place).map((item, index) => {
    const { key, desc } = membersOf(item, { key: undefined, desc: undefined }, [...place, index]);
    const isDescending = flagOf(desc, [...place, index, "desc"]);
    return { key: path(key, [...place, index, "key"]), ...(isDescending ? { desc: true } : {}) };
  });
}

export function readPage(given: unknown, place: Place): WirePage {
  const { start, limit } = membersOf(given, { start: undefined, limit: undefined }, place);
  return {
    ...(start === undefined ? {} : { start: countOf(start, 1, [...place, "start"]) }),
    ...(limit === undefined ? {} : { limit: countOf(limit, 1, [...place, "limit"]) }),
  };
}

export function readOnly(fields: Fields, given: unknown, place: Place): readonly string[] {
  const paths = listOf(given, "fields", place).map((key, index) => wirePath(fields, key, [...place, index]));
  if (paths.length === 0) throw new QueryError(place, "must name at least one field");
  return paths;
}

export function readUnwind(fields: Fields, given: unknown, place: Place): NonNullable<WireListQuery["unwind"]> {
  const { path, filter } = membersOf(given, { path: undefined, filter: undefined }, place);
  const conditions = readAlternatives(fields, filter ?? [], [...place, "filter"], "groups");
  for (const { operator, value } of conditions) {
    const isSent = Array.isArray(value)
      ? value.length > 0
      : value !== null && value !== "" && value !== 0 && value !== false;
    if (unwindOperators.includes(operator) && isSent) continue;
    throw new QueryError([...place, "filter"], `items are chosen by ${unwindOperators.join(", ")} and a value`);
  }
  return {
    path: wirePath(fields, path, [...place, "path"]),
    ...(conditions.length === 0 ? {} : { filter: conditions.map(itemCondition) }),
  };
}

/** The service takes the texts that an item has to contain as patterns (SPO 4). */
function itemCondition({ key, value, operator }: WireCondition): WireCondition {
  if (!operator.includes("contain")) return { key, value, operator };
  return { key, value: Array.isArray(value) ? value.map(literally) : literally(value), operator };
}

function literally(text: unknown): string {
  return String(text).replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** A list's query as it is sent. It always has an order, since pages have none of their own (SPO 2). */
export function wireListQuery(fields: Fields, args: ListQueryArgs<string, string>): WireListQuery {
  const sort = wireSort(fields, args.sort);
  const unwind = args.unwind === undefined ? undefined : readUnwind(fields, args.unwind, ["unwind"]);
  if (unwind !== undefined && args.only === undefined) throw new QueryError(["unwind"], "needs only: name the fields");
  if (args.minimal === true && args.only !== undefined) {
    throw new QueryError(["minimal"], "does not go with only: leave one of them out");
  }
  return {
    ...wireFilters(fields, args),
    sort,
    ...(args.page === undefined ? {} : { page: readPage(args.page, ["page"]) }),
    // The service reads what it sorts by, and nothing that is not named.
    ...(args.only === undefined ? {} : { only: withSortKeys(readOnly(fields, args.only, ["only"]), sort) }),
    ...(flagOf(args.minimal, ["minimal"]) ? { minimal: true } : {}),
    ...(unwind === undefined ? {} : { unwind }),
  };
}

/** Entries that are equal in the order that is asked for come by their ids, so that none moves to another page. */
export function wireSort(fields: Fields, given: unknown = [], place: Place = ["sort"]): readonly WireSortKey[] {
  const sort = readSort(given, place, (key, at) => wirePath(fields, key, at));
  return sort.some(({ key }) => key === fields.id) ? sort : [...sort, { key: fields.id }];
}

function withSortKeys(only: readonly string[], sort: readonly WireSortKey[]): readonly string[] {
  const paths = [...new Set([...only, ...sort.map(({ key }) => key)])];
  // The database refuses a path together with one that is inside it.
  return paths.filter((path) => !paths.some((other) => path.startsWith(`${other}.`)));
}
