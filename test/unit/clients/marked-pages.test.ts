import { beforeEach, expect, test } from "@jest/globals";

import { ListMemory } from "../../../provider/clients/list-memory";
import { eachMarkedPage, type MarkedPage, type Marking } from "../../../provider/clients/marked-pages";

interface Item {
  readonly id: string;
  readonly next?: string;
}

let warnings: string[];
/** What was asked for: how many, and after which marker. */
let asked: (readonly [limit: number, marker: string | undefined])[];

beforeEach(() => {
  warnings = [];
  asked = [];
});

/** Reads a list whose pages are answered in turn; the last one again and again. */
function pagesOf(pages: readonly Partial<MarkedPage<Item>>[], marking: Partial<Marking<Item>> = {}) {
  const memory = new ListMemory((message) => warnings.push(message));
  const read = (limit: number, marker: string | undefined): Promise<MarkedPage<Item>> => {
    asked.push([limit, marker]);
    return Promise.resolve({ known: [], odd: [], oddFields: [], ...(pages[asked.length - 1] ?? pages.at(-1)) });
  };
  return eachMarkedPage({ list: "things", memory }, { keyOf: ({ id }) => id, ...marking }, read);
}

/** So many entries from a number on. */
const items = (from: number, count: number): Item[] =>
  Array.from({ length: count }, (_, at) => ({ id: String(from + at), next: `after ${String(from + at)}` }));

async function idsOf(pages: AsyncIterable<readonly Item[]>): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of pages) ids.push(...page.map(({ id }) => id));
  return ids;
}

test("a list goes on after the last entry of each page, and ends with as many as the service counts", async () => {
  const ids = await idsOf(
    pagesOf([
      { known: items(0, 1000), total: 1001 },
      { known: items(1000, 1), total: 1001 },
    ]),
  );
  expect(ids).toEqual(items(0, 1001).map(({ id }) => id));
  expect(asked).toEqual([
    [1000, undefined],
    [1000, "999"],
  ]);
});

test("a service may give smaller pages than were asked for", async () => {
  const pages = [{ known: items(0, 20) }, { known: items(20, 20) }, { known: items(40, 1) }, {}];
  expect(await idsOf(pagesOf(pages))).toHaveLength(41);
  expect(asked).toHaveLength(4);
  asked = [];
  const counted = pages.slice(0, 3).map((page) => ({ ...page, total: 41 }));
  expect(await idsOf(pagesOf(counted))).toHaveLength(41);
  expect(asked).toHaveLength(3);
});

test("a full page is not the last one, although the service counts no more than are on it", async () => {
  const pages = [
    { known: items(0, 1000), total: 1000 },
    { known: items(1000, 1), total: 1 },
  ];
  expect(await idsOf(pagesOf(pages))).toHaveLength(1001);
});

test("an empty list needs one request", async () => {
  expect(await idsOf(pagesOf([{}]))).toEqual([]);
  expect(asked).toHaveLength(1);
});

test("a marker may be another one than what tells entries apart", async () => {
  await idsOf(pagesOf([{ known: items(0, 1000) }, {}], { markerOf: ({ next }) => next }));
  expect(asked.at(-1)).toEqual([1000, "after 999"]);
});

test("a service that does not know the marker does not make the list endless, nor double its entries", async () => {
  const ids = await idsOf(pagesOf([{ known: items(0, 1000) }]));
  expect(ids).toHaveLength(1000);
  expect(asked).toHaveLength(2);
});

test("entries that overlap are given once", async () => {
  expect(await idsOf(pagesOf([{ known: items(0, 1000) }, { known: items(999, 2) }]))).toHaveLength(1001);
});

test("entries that cannot be read count for a full page, and are told", async () => {
  const pages = [{ known: items(0, 999), odd: [{}], oddFields: ["id"] }, { known: items(999, 1) }];
  expect(await idsOf(pagesOf(pages))).toHaveLength(1000);
  expect(warnings).toEqual(["things: entries that cannot be read are left out (id)"]);
});

test("a page of nothing else ends it, since no marker is known", async () => {
  const odd = Array.from({ length: 1000 }, () => ({}));
  expect(await idsOf(pagesOf([{ odd, oddFields: ["id"] }]))).toEqual([]);
  expect(asked).toHaveLength(1);
});

test("a page is asked for only when it is wanted", async () => {
  for await (const page of pagesOf([{ known: items(0, 1000) }])) {
    expect(page).toHaveLength(1000);
    break;
  }
  expect(asked).toHaveLength(1);
});
