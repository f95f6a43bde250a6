import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import type { ExportTable } from "../../../provider/queries/export-contract";
import { wireAnalyzeQuery } from "../../../provider/queries/analyze-query";
import { wireTables } from "../../../provider/queries/export-query";
import { cloudServiceFields } from "../../../provider/queries/fields/cloud-service-fields";
import { wireListQuery } from "../../../provider/queries/list-query";
import { camel } from "../../../provider/queries/names";
import type { ListQueryArgs } from "../../../provider/queries/query-contract";
import type { AggregateStage, AnalyzeArgs, StatisticsArgs } from "../../../provider/queries/statistics-contract";
import { wireStatisticsQuery } from "../../../provider/queries/statistics-query";
import { where } from "../../../provider/queries/where";
import { publishedFaults, publishedQueries } from "../../support/published-queries";
import { alternative, consoleCondition, field, meaning, words, type Meaning } from "../../support/query-arbitraries";

type Query = ListQueryArgs<string, string>;

const long = ({ key, operator, value }: Meaning): object => ({ key, operator, value });
const short = ({ key, operator, value }: Meaning): object => ({ k: key, o: operator, v: value });
const byConsole = (said: Meaning): object => consoleCondition(said) ?? short(said);
const byBuilder = ({ key, operator, value }: Meaning): object => {
  const methods = where(key) as unknown as Readonly<Record<string, (value: unknown) => object>>;
  return methods[camel(operator)]?.(value) ?? {};
};
const ownSpelling = ({ key, ...said }: Meaning): Meaning => {
  const [first = "", ...rest] = key.split(".");
  const inside = first === "reference" ? rest.map(camel) : rest;
  return { key: [camel(first), ...inside].join("."), ...said };
};

const filters = fc.record({
  filter: fc.array(meaning, { maxLength: 4 }),
  filterOr: fc.array(alternative, { maxLength: 3 }),
  keyword: words,
});
const sort = fc.array(fc.record({ key: field, desc: fc.boolean() }), { maxLength: 2 });
const page = fc.record(
  { start: fc.integer({ min: 1, max: 9999 }), limit: fc.integer({ min: 1 }) },
  { requiredKeys: [] },
);
const only = fc.array(field, { minLength: 1, maxLength: 3 });
const unwind = fc.record({
  path: fc.constant("data.disks"),
  filter: fc.constantFrom([], [where("data.disks.size").in([1])], [{ k: "data.disks.type", v: "ssd" }]),
});

test("a query in any spelling is sent as the same query", () => {
  const property = fc.property(filters, sort, ({ filter, filterOr, keyword }, order) => {
    const inSpelling = (spelled: (said: Meaning) => object, withKeyword: object = { keyword }): unknown => {
      const args = { filter: filter.map(spelled), filterOr: filterOr.map(spelled), sort: order, ...withKeyword };
      return wireListQuery(cloudServiceFields, args as unknown as Query);
    };
    const sent = inSpelling(long);
    expect(sent).toMatchObject(filter.length === 0 ? {} : { filter: filter.map(long) });
    for (const spelled of [short, byConsole, byBuilder]) {
      expect(inSpelling(spelled)).toEqual(sent);
      expect(inSpelling((said) => spelled(ownSpelling(said)))).toEqual(sent);
    }
    // The console has the keyword among the conditions.
    expect(inSpelling(byConsole, { filter: [...filter.map(byConsole), { v: keyword }] })).toEqual(sent);
  });
  fc.assert(property, { numRuns: 200 });
});

describe("each query that is sent is as it is published:", () => {
  const messages = publishedQueries("inventory");
  const faultsOf = (type: string, sent: unknown): string[] =>
    publishedFaults(messages, type, JSON.parse(JSON.stringify(sent)));

  test("a list's", () => {
    const query = fc.record({ sort, page, only, minimal: fc.boolean(), unwind }, { requiredKeys: [] });
    const property = fc.property(filters, query, (conditions, rest) => {
      const isWhole = rest.only === undefined;
      const args = { ...conditions, ...rest, ...(isWhole ? { unwind: undefined } : { minimal: false }) };
      const defined = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
      expect(faultsOf("Query", wireListQuery(cloudServiceFields, defined as Query))).toEqual([]);
    });
    fc.assert(property, { numRuns: 200 });
  });

  const stages: readonly AggregateStage[] = [
    { unwind: { path: "data.disks" } },
    {
      group: {
        keys: [{ key: "createdAt", name: "month", dateFormat: "%Y-%m" }],
        fields: [
          { operator: "count", name: "total", conditions: [{ key: "data.size", operator: "gte", value: 3 }] },
          { operator: "push", name: "all", fields: [{ key: "name", name: "name" }] },
          { operator: "sum", key: "data.size", name: "size" },
        ],
      },
    },
    { sort: [{ key: "total", desc: true }, { key: "month" }] },
    { project: { fields: [{ key: "all", name: "number", operator: "size" }], excludeKeys: true } },
    { skip: 1 },
    { limit: 10 },
    { count: { name: "number" } },
  ];

  test("a statistic's", () => {
    const property = fc.property(
      filters,
      page,
      fc.subarray([...stages], { minLength: 1 }),
      (conditions, part, chosen) => {
        const args = { ...conditions, page: part, aggregate: chosen } as StatisticsArgs<string, string>;
        // Without the stage that gives the names, the later ones name nothing, and without any such stage there is no result.
        const isGrouped = chosen.some((stage) => "group" in stage);
        if (!isGrouped && !chosen.some((stage) => "count" in stage)) return;
        if (!isGrouped && chosen.some((stage) => "sort" in stage || "project" in stage)) return;
        expect(faultsOf("StatisticsQuery", wireStatisticsQuery(cloudServiceFields, args))).toEqual([]);
      },
    );
    fc.assert(property);
    const distinct = wireStatisticsQuery(cloudServiceFields, { distinct: "regionCode", page: { limit: 2 } });
    expect(faultsOf("StatisticsQuery", distinct)).toEqual([]);
  });

  const analysis: Partial<AnalyzeArgs<string, string>> = {
    fields: {
      total: { operator: "count" },
      size: { operator: "sum", key: "data.size" },
      all: { operator: "push", fields: { id: "id", name: "name" } },
    },
    groupBy: ["provider", "regionCode", "reference.resourceId"],
    select: { provider: "provider", twice: { operator: "add", fields: ["total", { operator: "sum", key: "all" }, 1] } },
    sort: [{ key: "total", desc: true }, { key: "regionCode" }],
    page: { start: 2, limit: 5 },
  };

  test("an analysis's, and an export's", () => {
    const property = fc.property(filters, unwind, (conditions, each) => {
      const args = { ...analysis, ...conditions } as unknown as AnalyzeArgs<string, string>;
      const grouped = wireAnalyzeQuery(cloudServiceFields, { ...args, fieldGroup: ["provider"] });
      expect(faultsOf("AnalyzeQuery", grouped)).toEqual([]);
      const tables = [
        { name: "a", title: "A", search: { ...conditions, fields: ["name", { key: "id", name: "Id" }], unwind: each } },
        { name: "b", analyze: args },
      ] as unknown as readonly ExportTable<string, string>[];
      const sent = wireTables(cloudServiceFields, tables, ["tables"]);
      expect(sent.flatMap((table) => faultsOf("ExportOption", table))).toEqual([]);
    });
    fc.assert(property);
  });

  test.each([
    ["a field that is not there", { filters: [] }],
    ["an object for a list", { only: {} }],
    ["a text for a number", { page: { limit: "5" } }],
    ["a part of a condition that is not there", { filter: [{ key: "a", op: "eq" }] }],
  ])("and %s is found", (_, query) => {
    expect(faultsOf("Query", query)).not.toEqual([]);
  });
});
