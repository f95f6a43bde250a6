import { createHash } from "node:crypto";
import type { Assumptions } from "./switches";
import type { Place } from "./views/field-view";

/** What a list by pages answers. */
interface PageBody extends Readonly<Record<string, unknown>> {
  readonly count: number;
  readonly page: number;
  readonly size: number;
}

/** Where the lists by pages have their objects, by operation. */
const listFields: Readonly<Record<string, string>> = {
  listCertificates: "certificates",
  listKeys: "keys",
  listManagedKeys: "keys",
  listSecrets: "secret",
  listVaults: "secret_vaults",
};

/** A list's page with one object more behind the last one of all pages. */
export function withOddEntry(body: unknown, { operation }: Place, { oddListEntry }: Assumptions): unknown {
  const field = listFields[operation];
  if (!oddListEntry || field === undefined) return body;
  const page = body as PageBody;
  const isLastPage = Math.floor(page.count / page.size) === page.page;
  const items = page[field] as readonly unknown[];
  const odd = { id: oddId(operation), name: null, state: null };
  return { ...page, count: page.count + 1, [field]: isLastPage ? [...items, odd] : items };
}

/** An id as SCP writes it, that no object has: always the same for the same list. */
export function oddId(list: string): string {
  return createHash("sha256").update(list).digest("hex").slice(0, 32);
}
