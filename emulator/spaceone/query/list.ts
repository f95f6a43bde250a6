import { findPiped, isPiped } from "../aggregation/piped-list";
import type { Json, Struct } from "../json";
import type { Filter, Page, Query } from "../wire/query";
import { compileFilters } from "./filter";
import type { Found } from "./found";
import { resolvePath, type Model } from "./model";
import { projected } from "./path";
import { sorted, type Order } from "./sort";

/** Finds the records of a query, with the fields that it asks for. */
export function findRecords(model: Model, records: Iterable<Struct>, query: Query, now: number): Found {
  if (isPiped(query)) return findPiped(model, records, query, now);
  const { filter = [], filter_or = [], count_only } = query;
  const fits = compileFilters(model, filter, filter_or, now);
  const orders = (query.sort ?? []).map(({ key = "", desc = false }) => ({ key, desc }));
  const paths = loadedPaths(model, query, orders);
  const found = Array.from(records).filter(fits);
  if (count_only) return { records: [], total: found.length };
  const order = orders.length > 0 ? orders : model.order ? [model.order] : [];
  const page = cut(inOrder(found, order), query.page);
  return { records: paths ? page.map((record) => projected(record, paths) as Struct) : page, total: found.length };
}

/** The paths to load; undefined where the query asks for whole records. The fields of the order are loaded too. */
function loadedPaths(model: Model, { minimal, only = [] }: Query, orders: readonly Order[]): string[][] | undefined {
  if (only.length === 0 && !minimal) return undefined;
  const sortKeys = orders.length > 0 ? orders.map(({ key }) => key) : model.order ? [model.order.key] : [];
  const asked = only.length > 0 ? [...only, ...sortKeys] : [];
  const keys = [...asked, ...(minimal ? model.minimal : [])].filter((key) => key !== databaseId);
  return keys.map((key) => resolvePath(model, key));
}

/** The database's own id, which is never answered. Its order is that of creation. */
const databaseId = "id";

/** No two records have the same id of the database, so that orders after it do not count. */
function inOrder(records: readonly Struct[], orders: readonly Order[]): readonly Struct[] {
  const place = orders.findIndex(({ key }) => key === databaseId);
  if (place < 0) return sorted(records, orders);
  const created = orders[place]?.desc ? records.toReversed() : records;
  return sorted(created, orders.slice(0, place));
}

/** Pages count from 1. Without a limit the answer has all records, whatever the start is. */
function cut(records: readonly Struct[], { limit = 0, start = 1 }: Page = {}): readonly Struct[] {
  return limit === 0 ? records : records.slice(start - 1, start - 1 + limit);
}

/** Limits the size of a page; the limit is also the size where the query names none. */
export function withPageLimit(query: Query, most: number): Query {
  return { ...query, page: { ...query.page, limit: Math.min(query.page?.limit ?? most, most) } };
}

/** The part that the queries of lists, statistics and analyses have in common. */
type Conditions = Pick<Query, "filter" | "filter_or" | "keyword">;

/** Turns the other parameters of a list into conditions on the fields of their names: one value, or one of several. */
export function withParameters<Q extends Conditions>(
  query: Q,
  params: Readonly<Record<string, Json | undefined>>,
  names: readonly string[],
): Q {
  const conditions = names.flatMap((k): Filter[] => {
    const v = params[k];
    return v === undefined ? [] : [{ k, v, o: Array.isArray(v) ? "in" : "eq" }];
  });
  return { ...query, filter: [...(query.filter ?? []), ...conditions] };
}

/** Adds the words of a keyword to the alternatives of the query: each word may occur in any of these fields (SPO 4). */
export function withKeyword<Q extends Conditions>(query: Q, fields: readonly string[]): Q {
  const words = query.keyword?.split(" ").filter((word) => word !== "") ?? [];
  if (words.length === 0) return query;
  const conditions = fields.map((k) => ({ k, v: words, o: "contain_in" }));
  return { ...query, filter_or: [...(query.filter_or ?? []), ...conditions] };
}
