import { beforeEach, expect, test } from "@jest/globals";

import { SnapshotCache } from "../../../provider/lifecycle/command/snapshot";

let lists: number;
let cache: SnapshotCache<string>;

beforeEach(() => {
  lists = 0;
  cache = new SnapshotCache();
});

const list = (): Promise<ReadonlyMap<string, string>> => {
  lists++;
  return Promise.resolve(new Map([1, 2, 3].map((n) => [`id${String(n)}`, `list ${String(lists)}`])));
};
const take = (id: string, now = 0): Promise<string | undefined> => cache.take(id, () => now, list);

test("the first read asks singly, all others share one list", async () => {
  expect(await Promise.all(["id1", "id2", "id3"].map((id) => take(id)))).toEqual([undefined, "list 1", "list 1"]);
  expect(lists).toBe(1);
});

test("an entry serves one read only: a later read of the same object sees what is new", async () => {
  await take("id1");
  expect(await take("id2")).toBe("list 1");
  expect(await take("id2")).toBeUndefined();
});

test("what the list lacks is asked for singly", async () => {
  await take("id1");
  expect(await take("id9")).toBeUndefined();
});

test("a write ends the list", async () => {
  await take("id1");
  await take("id2");
  cache.clear();
  expect(await take("id3")).toBeUndefined();
  expect(await take("id3")).toBe("list 2");
});

test("a list is used for half a minute", async () => {
  await take("id1", 0);
  await take("id2", 0);
  expect(await take("id3", 30_000)).toBe("list 1");
  expect(await take("id1", 30_001)).toBe("list 2");
});

test("a list that serves a refresh is used for as long as its reads follow one another, and for half an hour at most", async () => {
  const refresh = (id: string, now: number): Promise<string | undefined> =>
    cache.take(id, () => now, list, { lifetime: "while used" });
  const many = new Map(Array.from({ length: 100 }, (_, n) => [`id${String(n)}`, `list ${String(n)}`]));
  const long = (id: string, now: number): Promise<string | undefined> =>
    cache.take(
      id,
      () => now,
      () => Promise.resolve(many),
      { lifetime: "while used" },
    );
  await long("id0", 0);
  for (let n = 0; n <= 60; n++) expect(await long(`id${String(n)}`, n * 30_000)).toBe(`list ${String(n)}`);
  expect(await refresh("id1", 60 * 30_000 + 1)).toBe("list 1");
  expect(await refresh("id2", 60 * 30_000 + 30_002)).toBe("list 2");
});

test("what is only looked up takes no list that a refresh has kept for longer", async () => {
  const refresh = (id: string, now: number): Promise<string | undefined> =>
    cache.take(id, () => now, list, { lifetime: "while used" });
  await take("id9");
  await refresh("id1", 0);
  expect(await refresh("id2", 20_000)).toBe("list 1");
  expect(await take("id3", 30_001)).toBe("list 2");
});

test("a list that fails is no error: each object is asked for singly, and it is tried again after half a minute", async () => {
  await take("id1");
  expect(
    await cache.take(
      "id2",
      () => 0,
      () => Promise.reject(new Error("busy")),
    ),
  ).toBeUndefined();
  expect(await take("id2", 30_000)).toBeUndefined();
  expect(lists).toBe(0);
  expect(await take("id3", 30_001)).toBe("list 1");
});

test("a list that takes long is waited for by all, and used for half a minute from its end on", async () => {
  let time = 0;
  let end: (entries: ReadonlyMap<string, string>) => void = () => undefined;
  const slow = (): Promise<ReadonlyMap<string, string>> => {
    lists++;
    return new Promise((resolve) => {
      end = resolve;
    });
  };
  await take("id1");
  const first = cache.take("id1", () => time, slow);
  time = 100_000;
  const second = cache.take("id2", () => time, slow);
  end(new Map([1, 2, 3].map((n) => [`id${String(n)}`, "slow"])));
  expect(await Promise.all([first, second])).toEqual(["slow", "slow"]);
  time = 130_000;
  expect(await cache.take("id3", () => time, slow)).toBe("slow");
  expect(lists).toBe(1);
});

test("objects of another family have a list of their own, after one that is asked for singly", async () => {
  await take("id1");
  expect(await cache.take("id2", () => 0, list, { group: "other" })).toBeUndefined();
  expect(await cache.take("id2", () => 0, list, { group: "other" })).toBe("list 1");
});
