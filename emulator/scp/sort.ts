import { validationError } from "./errors";
import { queryText } from "./query";

/** A record that can be sorted by some of its fields. */
export type Sortable<Field extends string> = Readonly<Record<Field, string | number | null>>;

const newestFirst = "created_at:desc";

/**
 * Sorts as the query says.
 * @param records in the order of creation, which decides where the sort leaves two equal
 * @param fields that may be sorted by
 * @param usual the order where the query says none
 */
export function sortRecords<Field extends string, T extends Sortable<Field>>(
  records: readonly T[],
  fields: readonly Field[],
  query: URLSearchParams,
  usual = newestFirst,
): { readonly sort: readonly string[]; readonly sorted: readonly T[] } {
  const sort = (queryText(query, "sort") ?? usual).split(",");
  const orders = sort.map((text) => parseOrder(text, fields));
  const sorted = [...records];
  // Equal records keep their order in a stable sort. A descending order starts from the reversed list, so that the
  // later of two equal records comes first.
  if (orders[0]?.sign === -1) sorted.reverse();
  sorted.sort((a, b) => compareBy(orders, a, b));
  return { sort, sorted };
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
  a: Sortable<Field>,
  b: Sortable<Field>,
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
