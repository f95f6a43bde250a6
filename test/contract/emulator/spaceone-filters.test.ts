import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { cloudServiceModel } from "../../../emulator/spaceone/inventory/cloud-service-model";
import type { Json, Struct } from "../../../emulator/spaceone/json";
import { findRecords } from "../../../emulator/spaceone/query/list";

// A second reading of the rules, written without a look at the emulator's own: each operator as one line.

interface Condition {
  readonly k: string;
  readonly v: Json;
  readonly o: string;
}

type Found = readonly unknown[];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Everything that a dotted name leads to: through objects, and through each object in a list. */
function reached(record: unknown, key: string): Found {
  let nodes: unknown[] = [record];
  for (const name of key.split(".")) {
    nodes = nodes.flatMap((node): unknown[] => {
      if (!Array.isArray(node)) return [isObject(node) ? node[name] : undefined];
      return node.filter(isObject).map((item) => item[name]);
    });
  }
  const values = nodes.flatMap((node) => (Array.isArray(node) ? [node, ...(node as unknown[])] : [node]));
  return values.length === 0 ? [undefined] : values;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const has = (found: Found, wanted: unknown): boolean => found.some((value) => same(value, wanted));
const holds = (found: Found, part: unknown): boolean =>
  found.some((value) => typeof value === "string" && value.toLowerCase().includes(String(part).toLowerCase()));

function isBetween(found: Found, wanted: unknown, fits: (a: number | string, b: number | string) => boolean): boolean {
  if (typeof wanted !== "number" && typeof wanted !== "string") return false;
  return found.some((value) => typeof value === typeof wanted && fits(value as typeof wanted, wanted));
}

const rules: Readonly<Record<string, (found: Found, operand: Json) => boolean>> = {
  eq: has,
  not: (found, operand) => !has(found, operand),
  lt: (found, operand) => isBetween(found, operand, (a, b) => a < b),
  lte: (found, operand) => isBetween(found, operand, (a, b) => a <= b),
  gt: (found, operand) => isBetween(found, operand, (a, b) => a > b),
  gte: (found, operand) => isBetween(found, operand, (a, b) => a >= b),
  exists: (found, operand) => found.some((value) => value !== undefined) === operand,
  in: (found, operand) => (operand as Json[]).some((item) => has(found, item)),
  not_in: (found, operand) => !(operand as Json[]).some((item) => has(found, item)),
  contain: holds,
  not_contain: (found, operand) => !holds(found, operand),
  contain_in: (found, operand) => (operand as Json[]).some((item) => holds(found, item)),
  // One text that is missing is enough.
  not_contain_in: (found, operand) => (operand as Json[]).some((item) => !holds(found, item)),
  regex: (found, operand) =>
    found.some((value) => typeof value === "string" && new RegExp(operand as string, "i").test(value)),
};

const fits =
  (record: Struct) =>
  ({ k, v, o }: Condition) =>
    rules[o]?.(reached(record, k), v) ?? false;

/** Few different values, so that they often meet. */
const scalar = fc.constantFrom<Json>(0, 1, 2.5, "a", "B", "ab", "a.b", "", true, false, null);
const object = fc.dictionary(fc.constantFrom("x", "y"), scalar, { maxKeys: 2 });
const value = fc.oneof(scalar, object, fc.array(fc.oneof(scalar, object), { maxLength: 3 }));
const record = fc.record(
  {
    name: fc.constantFrom<Json>("a", "ab", "Abc", null),
    account: fc.constantFrom<Json>("a", "b", null),
    instance_size: fc.constantFrom<Json>(0, 1, 2.5, null),
    ip_addresses: fc.array(fc.constantFrom("1.2.3.4", "5.6.7.8"), { maxLength: 2 }),
    data: fc.dictionary(fc.constantFrom("p", "q"), value, { maxKeys: 2 }),
    project_id: fc.constantFrom("a", "ab"),
  },
  { requiredKeys: ["name", "data"] },
);

const key = fc.constantFrom(
  "name",
  "account",
  "instance_size",
  "ip_addresses",
  "project_id",
  "data.p",
  "data.q",
  "data.p.x",
  "data.q.y",
);
const text = fc.constantFrom("a", "A", "b", ".", "1.2", "x");
const texts = fc.array(text, { minLength: 1, maxLength: 3 });
const operands: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  exists: fc.boolean(),
  in: fc.array(value, { maxLength: 3 }),
  not_in: fc.array(value, { maxLength: 3 }),
  contain: text,
  not_contain: text,
  contain_in: texts,
  not_contain_in: texts,
  regex: fc.constantFrom("^a", "b$", "a|b", "[ab]+c", "."),
};
const plainOperand = fc.oneof(scalar, object);
const comparable = fc.constantFrom<Json>(0, 1, 2.5, "a", "ab", "B");
const isOrder = (operator: string) => ["lt", "lte", "gt", "gte"].includes(operator);
const condition: fc.Arbitrary<Condition> = fc
  .constantFrom(...Object.keys(rules))
  .chain((o) => fc.record({ k: key, v: operands[o] ?? (isOrder(o) ? comparable : plainOperand), o: fc.constant(o) }))
  // A number is compared with numbers only: anything else is refused.
  .filter(({ k, v, o }) => k !== "instance_size" || o === "exists" || (typeof v === "number" && rules[o] !== holds));

describe("conditions", () => {
  const conditions = fc.array(condition, { maxLength: 3 });

  test("find what a plain reading of the rules finds", () => {
    const records = fc.array(record, { maxLength: 8 });
    const property = fc.property(records, conditions, conditions, (all, filter, filter_or) => {
      const found = findRecords(cloudServiceModel, all, { filter, filter_or }, 0);
      const expected = all.filter(
        (one) => filter.every(fits(one)) && (filter_or.length === 0 || filter_or.some(fits(one))),
      );
      expect(found).toEqual({ records: expected, total: expected.length });
    });
    fc.assert(property, { numRuns: 3000 });
  });

  test("leave one page after the other of an ordered list, and nothing twice", () => {
    const records = fc.array(record, { maxLength: 12 });
    const property = fc.property(records, key, fc.boolean(), fc.integer({ min: 1, max: 5 }), (all, k, desc, limit) => {
      const sort = [{ key: k, desc }];
      const whole = findRecords(cloudServiceModel, all, { sort }, 0).records;
      const starts = Array.from({ length: Math.ceil(all.length / limit) }, (_, page) => page * limit + 1);
      const pages = starts.map((start) => findRecords(cloudServiceModel, all, { sort, page: { start, limit } }, 0));
      expect(pages.flatMap((page) => page.records)).toEqual(whole);
      expect([new Set(whole), whole.length]).toEqual([new Set(all), all.length]);
    });
    fc.assert(property, { numRuns: 300 });
  });
});

describe("10,000 records", () => {
  const all = Array.from({ length: 10_000 }, (_, n) => ({
    cloud_service_id: `cloud-svc-${String(n)}`,
    name: `name-${String(n % 100)}`,
    data: { n, list: [{ id: n % 7 }] },
  }));
  const filter = [
    { k: "name", v: "NAME-1", o: "contain" },
    { k: "data.n", v: 100, o: "gte" },
    { k: "data.list.id", v: [1, 2, 3], o: "in" },
  ];

  test.each<[string, object]>([
    ["a filter, an order and a page", { filter, sort: [{ key: "data.n", desc: true }], page: { limit: 1000 } }],
    [
      "2,000 ids",
      { filter: [{ k: "cloud_service_id", v: all.slice(0, 2000).map((one) => one.cloud_service_id), o: "in" }] },
    ],
    ["an unwound list", { unwind: { path: "data.list" }, only: ["data.list.id"], filter }],
  ])("are found within half a second: %s", (_title, query) => {
    // Its own work: other processes do not count.
    const start = process.cpuUsage();
    findRecords(cloudServiceModel, all, query, 0);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(500);
  });
});
