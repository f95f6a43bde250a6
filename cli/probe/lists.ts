import { certain, unknown, type Finding } from "./findings";
import { isId } from "./ids";
import { listOf, memberOf } from "./shown";
import type { Answer, Ask, Wire } from "./wire";

/** The most objects that a request may ask for on a page. */
export const largestPage = 1000;

/** What a list does not tell whose end is not reached. */
export const tooLong = unknown("the list has more pages than are read");

/** So many pages are read of a list at most: an account may have thousands of objects that are none of the probe's. */
const mostPages = 5;

/** An object of the probe, as a list shows it. */
export interface Entry {
  readonly id: unknown;
  readonly name: unknown;
  /** Whether the list has an SRN instead of the id. */
  readonly isSrn: boolean;
}

/** What was read of a list. */
export interface ListRead {
  /** The probe's own entries, in the list's order. */
  readonly entries: readonly Entry[];
  /** How many entries have no name. */
  readonly nameless: number;
  /** Whether all of it was read. */
  readonly isWhole: boolean;
  /** The last page. */
  readonly last: Answer;
}

/** The newest come first, so that what was just made is on the first page wherever a filter is not taken. */
export const newestFirst = { sort: "created_at:desc" };

/** Reads the pages of a list until the entries are enough, or it ends. */
export async function readList(
  wire: Wire,
  ask: Ask,
  isEnough: (entries: readonly Entry[]) => boolean = () => false,
): Promise<ListRead> {
  const entries: Entry[] = [];
  let nameless = 0;
  let length = 0;
  for (let page = 0; ; page++) {
    const last = await wire.ask(partOf(ask, page, length));
    length += Number(last.shown["length"] ?? 0);
    entries.push(...listOf(last.shown, "entries").map(entryOf));
    nameless += Number(last.shown["nameless"] ?? 0);
    const isWhole = last.refused === undefined && isLastPage(last, ask);
    if (isWhole || last.refused !== undefined || isEnough(entries) || page + 1 === mostPages) {
      return { entries, nameless, isWhole, last };
    }
  }
}

export function has(entries: readonly Entry[], id: string): boolean {
  return entries.some((entry) => isId(entry.id, id));
}

/**
 * The request for a page. A list whose pages have a size gives them by their number, and one of SpaceONE from an entry on;
 * others have one page.
 */
export function partOf(ask: Ask, page: number, length: number): Ask {
  if (isPaged(ask)) return { ...ask, query: { ...ask.query, page } };
  if (!isSearch(ask)) return ask;
  const { query, ...body } = ask.body as { readonly query: object };
  return { ...ask, body: { ...body, query: { ...query, page: { start: length + 1, limit: largestPage } } } };
}

/** A page that has fewer entries than its service gives a page. Not every service says how many these are. */
function isLastPage({ shown }: Answer, ask: Ask): boolean {
  const { length, size } = shown;
  if (length === 0 || isSearch(ask)) return length === 0;
  return !isPaged(ask) || (typeof size === "number" && Number(length) < size);
}

function isPaged({ query }: Ask): boolean {
  return query?.["size"] !== undefined;
}

function isSearch({ body }: Ask): boolean {
  return memberOf(body, "query") !== undefined;
}

/** In what form a list tells how many objects it has. */
export function countFinding(form: unknown): Finding {
  const forms: Readonly<Record<string, string>> = { number: "number", string: "text", undefined: "missing" };
  const value = typeof form === "string" ? forms[form] : undefined;
  return value === undefined ? unknown("a list's number has none of the known forms") : certain(value);
}

function entryOf(entry: unknown): Entry {
  return { id: memberOf(entry, "id"), name: memberOf(entry, "name"), isSrn: memberOf(entry, "isSrn") === true };
}
