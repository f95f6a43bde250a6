import { databaseFailure } from "../errors";
import type { Json, Struct } from "../json";
import type { Filter, Query } from "../wire/query";
import { compileFilters } from "./filter";
import { resolvePath, type Model } from "./model";
import { projected } from "./path";
import { sorted, type Order } from "./sort";

/** The records of a list, before they are written as a reply. */
export interface Found {
  readonly records: readonly Struct[];
  readonly total: number;
}

/** Finds the records of a query, with the fields that it asks for. */
export function findRecords(model: Model, records: Iterable<Struct>, query: Query, now: number): Found {
  if (query.unwind ?? query.lookup ?? query.add_fields) {
    throw databaseFailure("The emulator does not serve unwind, lookup and add_fields.");
  }
  const { filter = [], filter_or = [], count_only } = query;
  const fits = compileFilters(model, filter, filter_or, now);
  const orders = (query.sort ?? []).map(({ key = "", desc = false }) => ({ key, desc }));
  const paths = loadedPaths(model, query, orders);
  const found = Array.from(records).filter(fits);
  if (count_only) return { records: [], total: found.length };
  const order = orders.length > 0 ? orders : model.order ? [model.order] : [];
  const page = cut(
    sorted(found, order, (record) => record),
    query,
  );
  return { records: paths ? page.map((record) => projected(record, paths)) : page, total: found.length };
}

/** The paths to load; undefined where the query asks for whole records. The fields of the order are loaded too. */
function loadedPaths(model: Model, { minimal, only = [] }: Query, orders: readonly Order[]): string[][] | undefined {
  if (only.length === 0 && !minimal) return undefined;
  const sortKeys = orders.length > 0 ? orders.map(({ key }) => key) : model.order ? [model.order.key] : [];
  const asked = only.length > 0 ? [...only, ...sortKeys] : [];
  return [...asked, ...(minimal ? model.minimal : [])].map((key) => resolvePath(model, key));
}

/** Pages count from 1. Without a limit the answer has all records, whatever the start is. */
function cut(records: readonly Struct[], { page = {} }: Query): readonly Struct[] {
  const { limit = 0, start = 1 } = page;
  return limit === 0 ? records : records.slice(start - 1, start - 1 + limit);
}

/** Limits the size of a page; the limit is also the size where the query names none. */
export function withPageLimit(query: Query, most: number): Query {
  return { ...query, page: { ...query.page, limit: Math.min(query.page?.limit ?? most, most) } };
}

/** Turns the other parameters of a list into conditions on the fields of their names: one value, or one of several. */
export function withParameters(
  query: Query,
  params: Readonly<Record<string, Json | undefined>>,
  names: readonly string[],
): Query {
  const conditions = names.flatMap((k): Filter[] => {
    const v = params[k];
    return v === undefined ? [] : [{ k, v, o: Array.isArray(v) ? "in" : "eq" }];
  });
  return { ...query, filter: [...(query.filter ?? []), ...conditions] };
}

/** Adds the words of a keyword to the alternatives of the query: each word may occur in any of these fields (SPO 4). */
export function withKeyword({ keyword, ...query }: Query, fields: readonly string[]): Query {
  const words = keyword?.split(" ").filter((word) => word !== "") ?? [];
  if (words.length === 0) return query;
  const conditions = fields.map((k) => ({ k, v: words, o: "contain_in" }));
  return { ...query, filter_or: [...(query.filter_or ?? []), ...conditions] };
}
