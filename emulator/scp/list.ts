import { validationError } from "./errors";
import { queryInteger, queryText } from "./query";

/** The most that one page holds. */
const maxPageSize = 1000;

/** One page of a list, as the services answer it around their own key. */
export interface Page<T> {
  readonly count: number;
  readonly items: readonly T[];
  readonly page: number;
  readonly size: number;
  readonly sort: readonly string[];
}

const newestFirst = "created_at:desc";

/** Filters by exact name, and goes on as `cutPage`. */
export function listPage<Field extends string, T extends Readonly<Record<Field | "name", string | number | null>>>(
  records: Iterable<T>,
  fields: readonly Field[],
  query: URLSearchParams,
): Page<T> {
  const name = queryText(query, "name");
  const named = [...records].filter((record) => name === undefined || record.name === name);
  return cutPage(named, fields, query, 20);
}

/**
 * Sorts and cuts as page, size and sort in the query say.
 * @param records in the order of creation, which decides where the sort leaves two equal
 * @param fields that may be sorted by
 * @param usualSize the size of a page where the query says none
 */
export function cutPage<Field extends string, T extends Readonly<Record<Field, string | number | null>>>(
  records: readonly T[],
  fields: readonly Field[],
  query: URLSearchParams,
  usualSize: number,
): Page<T> {
  const page = queryInteger(query, "page", { from: 0, to: Number.MAX_SAFE_INTEGER, otherwise: 0 });
  const size = queryInteger(query, "size", { from: 1, to: maxPageSize, otherwise: usualSize });
  const sort = (queryText(query, "sort") ?? newestFirst).split(",");
  const orders = sort.map((text) => parseOrder(text, fields));
  const all = [...records];
  // The sort is stable: turned round, of two that are equal the later one comes first in a descending order.
  if (orders[0]?.sign === -1) all.reverse();
  all.sort((a, b) => compareBy(orders, a, b));
  return { count: all.length, items: all.slice(page * size, (page + 1) * size), page, size, sort };
}

interface Order<Field> {
  readonly field: Field;
  readonly sign: 1 | -1;
}

function parseOrder<Field extends string>(text: string, fields: readonly Field[]): Order<Field> {
  const [name, direction = "asc", ...rest] = text.split(":");
  const field = fields.find((candidate) => candidate === name);
  if (field === undefined || !/^(?:asc|desc)$/.test(direction) || rest.length > 0) {
    throw validationError("Input should be a valid sort order");
  }
  return { field, sign: direction === "asc" ? 1 : -1 };
}

function compareBy<Field extends string>(
  orders: readonly Order<Field>[],
  a: Readonly<Record<Field, string | number | null>>,
  b: Readonly<Record<Field, string | number | null>>,
): number {
  for (const { field, sign } of orders) {
    const order = compare(a[field], b[field]);
    if (order !== 0) return sign * order;
  }
  return 0;
}

/** Null comes first. */
function compare(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}
