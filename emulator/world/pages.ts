import { createHash } from "node:crypto";
import type { SwitchValues } from "./switches";
import type { Place } from "./views/field-view";

/** The body of a page of a list. */
interface PageBody extends Readonly<Record<string, unknown>> {
  readonly count: number | null;
  readonly page: number;
  readonly size: number;
}

/** The field in which a page has its objects, by operation. */
const listFields: Readonly<Record<string, string>> = {
  listCertificates: "certificates",
  listKeys: "keys",
  listManagedKeys: "keys",
  listSecrets: "secret",
  listVaults: "secret_vaults",
};

/** Lists of something else than objects, and those of Config Inspection, which are paged by marker. */
const otherLists: ReadonlySet<string> = new Set(["listDiagnoses", "listReports", "listVersions", "showReport"]);

/** Whether an operation lists objects, which can be shown singly as well. */
export function isObjectList({ operation }: Place): boolean {
  return operation in listFields || operation === "listDiagnoses";
}

function isList({ operation }: Place): boolean {
  return operation in listFields || otherLists.has(operation);
}

/** The query of a list as the service takes it: its own size of pages, and its own order where the request names none. */
export function listQuery(query: URLSearchParams, place: Place, { listOrder, mostOnPage }: SwitchValues) {
  if (!isList(place) || (mostOnPage === 0 && listOrder === "newestFirst")) return query;
  const taken = new URLSearchParams(query);
  if (mostOnPage > 0) {
    for (const name of ["size", "limit"]) taken.set(name, String(Math.min(asked(taken, name), mostOnPage)));
  }
  if (listOrder === "oldestFirst" && !taken.has("sort")) taken.set("sort", "created_at:asc");
  return taken;
}

/** The size that a request asks for; without any, or with one that would be refused, more than any page has. */
function asked(query: URLSearchParams, name: string): number {
  const size = Number(query.getAll(name).at(-1));
  return Number.isInteger(size) && size > 0 ? size : Infinity;
}

/** A page of a list, with one object more at the end of the last page, and the count in another form. */
export function listPage(body: unknown, place: Place, world: SwitchValues): unknown {
  if (!isList(place)) return body;
  const page = withOddEntry(body as PageBody, place, world);
  switch (world.listCount) {
    case "number":
      return page;
    case "text":
      return page.count === null ? page : { ...page, count: String(page.count) };
    case "missing":
      return { ...page, count: undefined };
  }
}

function withOddEntry(page: PageBody, { operation }: Place, { oddListEntry }: SwitchValues): PageBody {
  const field = listFields[operation];
  if (!oddListEntry || field === undefined) return page;
  const count = page.count ?? 0;
  const isLastPage = Math.floor(count / page.size) === page.page;
  const items = page[field] as readonly unknown[];
  const odd = { id: oddId(operation), name: null, state: null };
  return { ...page, count: count + 1, [field]: isLastPage ? [...items, odd] : items };
}

/** An id in SCP's form that no object has. The same list always has the same one. */
export function oddId(list: string): string {
  return createHash("sha256").update(list).digest("hex").slice(0, 32);
}
