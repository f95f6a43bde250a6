import { isId } from "./ids";
import { listOf, memberOf } from "./shown";
import type { Answer, Ask, Wire } from "./wire";

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

/** Reads the pages of a list until the entries are enough, or it ends. One without a size of pages has one page. */
export async function readList(
  wire: Wire,
  ask: Ask,
  isEnough: (entries: readonly Entry[]) => boolean = () => false,
): Promise<ListRead> {
  const entries: Entry[] = [];
  let nameless = 0;
  for (let page = 0; ; page++) {
    const paged = ask.query?.["size"] === undefined ? ask : { ...ask, query: { ...ask.query, page } };
    const last = await wire.ask(paged);
    entries.push(...listOf(last.shown, "entries").map(entryOf));
    nameless += Number(last.shown["nameless"] ?? 0);
    const isWhole = last.refused === undefined && isLastPage(last, paged);
    if (isWhole || last.refused !== undefined || isEnough(entries) || page + 1 === mostPages) {
      return { entries, nameless, isWhole, last };
    }
  }
}

export function has(entries: readonly Entry[], id: string): boolean {
  return entries.some((entry) => isId(entry.id, id));
}

/** A page that has fewer entries than its service gives a page. Not every service says how many these are. */
function isLastPage({ shown }: Answer, { query }: Ask): boolean {
  const { length, size } = shown;
  return query?.["size"] === undefined || length === 0 || (typeof size === "number" && Number(length) < size);
}

function entryOf(entry: unknown): Entry {
  return { id: memberOf(entry, "id"), name: memberOf(entry, "name"), isSrn: memberOf(entry, "isSrn") === true };
}
