import type { SwitchValues } from "../world/switches";
import { queryInteger, queryText } from "./query";
import type { ScpRequest } from "./service";
import { sortRecords, type Sortable } from "./sort";

/** The most items on one page. */
const maxPageSize = 1000;

/** One page of a list. Each service puts the items under a name of its own. */
export interface Page<T> {
  readonly count: number;
  readonly items: readonly T[];
  readonly page: number;
  readonly size: number;
  readonly sort: readonly string[];
}

/** Filters by the name as the switches say, and then does what `cutPage` does. */
export function listPage<Field extends string, T extends Sortable<Field | "name">>(
  records: Iterable<T>,
  fields: readonly Field[],
  { context, query }: Pick<ScpRequest, "context" | "query">,
): Page<T> {
  const name = queryText(query, "name");
  const { nameFilter } = context.world.current;
  const named = [...records].filter((record) => name === undefined || isNamed(String(record.name), name, nameFilter));
  return cutPage(named, fields, query, 20);
}

function isNamed(name: string, wanted: string, filter: SwitchValues["nameFilter"]): boolean {
  switch (filter) {
    case "exact":
      return name === wanted;
    case "anyCase":
      return name.toLowerCase() === wanted.toLowerCase();
    case "contains":
      return name.includes(wanted);
    case "ignored":
      return true;
  }
}

/**
 * Sorts and cuts as page, size and sort in the query say.
 * @param records in the order of creation, which decides where the sort leaves two equal
 * @param fields that may be sorted by
 * @param usualSize the size of a page where the query says none
 */
export function cutPage<Field extends string, T extends Sortable<Field>>(
  records: readonly T[],
  fields: readonly Field[],
  query: URLSearchParams,
  usualSize: number,
): Page<T> {
  const page = queryInteger(query, "page", { from: 0, to: Number.MAX_SAFE_INTEGER, otherwise: 0 });
  const size = queryInteger(query, "size", { from: 1, to: maxPageSize, otherwise: usualSize });
  const { sort, sorted } = sortRecords(records, fields, query);
  return { count: sorted.length, items: sorted.slice(page * size, (page + 1) * size), page, size, sort };
}
