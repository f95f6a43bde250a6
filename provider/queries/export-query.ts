import { wireAnalyzeQuery } from "./analyze-query";
import type { ExportSearch, ExportTable } from "./export-contract";
import { wirePath, type Fields } from "./fields/fields";
import { wireFilters } from "./filters";
import { readPage, readUnwind, wireSort } from "./list-query";
import { listOf, membersOf, nameOf, objectOf } from "./members";
import { QueryError, type Place } from "./query-error";
import type { AnalyzeArgs } from "./statistics-contract";

const searchMembers = ["filter", "filterOr", "keyword", "fields", "sort", "unwind", "page"];
const analyzeMembers = ["filter", "filterOr", "keyword", "fields", "groupBy", "select", "sort", "page"];

/** The tables of an export as they are sent. */
export function wireTables(fields: Fields, given: unknown, place: Place): readonly object[] {
  const tables = listOf(given, "tables", place);
  if (tables.length === 0) throw new QueryError(place, "must have at least one table");
  return tables.map((table, index) => wireTable(fields, table, [...place, index]));
}

function wireTable(fields: Fields, given: unknown, place: Place): object {
  const known = { name: undefined, title: undefined, search: undefined, analyze: undefined };
  const { name, title, search, analyze } = membersOf(given, known, place) as Partial<ExportTable<string, string>>;
  if ((search === undefined) === (analyze === undefined)) throw new QueryError(place, "give either search or analyze");
  const head = {
    name: nameOf(name, [...place, "name"]),
    ...(title === undefined ? {} : { title: nameOf(title, [...place, "title"]) }),
  };
  if (search !== undefined) {
    const query = wireSearch(fields, membersIn(search, searchMembers, [...place, "search"]), [...place, "search"]);
    return { ...head, query_type: "SEARCH", search_query: query };
  }
  const args = membersIn(analyze, analyzeMembers, [...place, "analyze"]) as unknown as AnalyzeArgs<string, string>;
  return {
    ...head,
    query_type: "ANALYZE",
    analyze_query: within([...place, "analyze"], () => wireAnalyzeQuery(fields, args)),
  };
}

function wireSearch(fields: Fields, given: object, place: Place): object {
  const args = given as ExportSearch<string, string>;
  return within(place, () => ({
    ...wireFilters(fields, args),
    fields: listOf(args.fields, "fields, or columns such as { key, name }", ["fields"]).map((column, index) =>
      wireColumn(fields, column, ["fields", index]),
    ),
    sort: wireSort(fields, args.sort),
    ...(args.unwind === undefined ? {} : { unwind: readUnwind(fields, args.unwind, ["unwind"]) }),
    ...(args.page === undefined ? {} : { page: readPage(args.page, ["page"]) }),
  }));
}

function wireColumn(fields: Fields, given: unknown, place: Place): unknown {
  if (typeof given === "string") return wirePath(fields, given, place);
  const { key, name } = membersOf(given, { key: undefined, name: undefined }, place);
  return {
    key: wirePath(fields, key, [...place, "key"]),
    ...(name === undefined ? {} : { name: nameOf(name, [...place, "name"]) }),
  };
}

function membersIn(given: unknown, known: readonly string[], place: Place): object {
  return membersOf(
    objectOf(given, "a query", place),
    Object.fromEntries(known.map((name) => [name, undefined])),
    place,
  );
}

/** A query inside another one: its faults are told with their whole place. */
function within<T>(place: Place, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof QueryError ? new QueryError([...place, ...error.place], error.reason) : error;
  }
}
