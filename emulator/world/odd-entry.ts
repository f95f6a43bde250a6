import { createHash } from "node:crypto";
import type { SwitchValues } from "./switches";
import type { Place } from "./views/field-view";

/** The body of a page of a list. */
interface PageBody extends Readonly<Record<string, unknown>> {
  readonly count: number;
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

/** A page of a list, with one object more at the end of the last page. */
export function withOddEntry(body: unknown, { operation }: Place, { oddListEntry }: SwitchValues): unknown {
  const field = listFields[operation];
  if (!oddListEntry || field === undefined) return body;
  const page = body as PageBody;
  const isLastPage = Math.floor(page.count / page.size) === page.page;
  const items = page[field] as readonly unknown[];
  const odd = { id: oddId(operation), name: null, state: null };
  return { ...page, count: page.count + 1, [field]: isLastPage ? [...items, odd] : items };
}

/** An id in SCP's form that no object has. The same list always has the same one. */
export function oddId(list: string): string {
  return createHash("sha256").update(list).digest("hex").slice(0, 32);
}
