import { beforeEach, describe, expect, test } from "@jest/globals";
import { detailOf } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";
import { createThreeServices } from "../../support/three-services";

const running = useEmulator();

const stat = "/inventory/cloud-service/stat";

beforeEach(() => createThreeServices(running.client));

/** The pipeline of one group stage. */
const group = (fields: object[], keys: object[] = [{ key: "provider", name: "p" }]) => [{ group: { keys, fields } }];
const counted = (key: string, name = key) => group([{ name: "c", operator: "count" }], [{ key, name }]);

async function resultsOf(query: object): Promise<unknown> {
  const { status, body, text } = await running.client.spaceone(stat, { query });
  if (status !== 200) throw new Error(text);
  return body;
}

describe("the different values of a field", () => {
  test.each<[string, unknown[]]>([
    ["name", ["w1", "w2", "x3"]],
    ["data.n", [1, 2, 3]],
    ["data.b", [true]],
    ["ip_addresses", ["1.2.3.4", "5.6.7.8"]],
    ["data.l", [1, 2]],
    ["data.ls.id", ["i1", "i2"]],
    ["data.o", [{ x: "y" }, { x: "z" }]],
    ["region_code", [null, "r1"]],
    ["tags.aws.k.x", ["v", "w"]],
    ["nope", []],
  ])("%s", async (distinct, results) => {
    expect(await resultsOf({ distinct })).toEqual({ results });
  });

  test("are sorted, and cut into pages that count from 1", async () => {
    await running.client.cloudServices.create({ name: "0" });
    expect(await resultsOf({ distinct: "name" })).toEqual({ results: ["0", "w1", "w2", "x3"] });
    const page = (start: number) => resultsOf({ distinct: "name", page: { start, limit: 2 } });
    expect(await page(2)).toEqual({ total_count: 4, results: ["w1", "w2"] });
    expect(await page(9)).toEqual({ total_count: 4, results: [] });
  });

  test("are those of the records that fit", async () => {
    const filter = [{ k: "data.n", v: 1, o: "gt" }];
    expect(await resultsOf({ distinct: "name", filter })).toEqual({ results: ["w2", "x3"] });
    expect(await resultsOf({ distinct: "name", keyword: "w1 x3" })).toEqual({ results: ["w1", "x3"] });
    expect(await resultsOf({ distinct: "name", filter: [{ k: "tags.aws.k.x", v: "w", o: "eq" }] })).toEqual({
      results: ["w2"],
    });
  });
});

describe("a field of a group", () => {
  test.each<[string, string, unknown]>([
    ["count", "data.n", 3],
    ["sum", "data.n", 6],
    ["sum", "name", 0],
    ["average", "data.n", 2],
    ["average", "name", null],
    ["max", "data.n", 3],
    ["max", "name", "x3"],
    ["min", "name", "w1"],
    ["min", "account", "acc"],
    ["first", "name", "w1"],
    ["last", "name", "x3"],
    ["last", "region_code", null],
    ["push", "data.n", [1, 2, 3]],
    ["push", "data.l", [[1, 2]]],
    ["push", "account", ["acc", null, null]],
    ["add_to_set", "account", ["acc", null]],
    ["merge_objects", "data.o", { x: "z" }],
  ])("%s of %s", async (operator, key, x) => {
    expect(await resultsOf({ aggregate: group([{ key, name: "x", operator }]) })).toEqual({
      results: [{ x, p: "aws" }],
    });
  });

  test("counts, adds and averages only what fits its conditions", async () => {
    const conditions = [{ key: "data.n", value: 1, operator: "gt" }];
    const field = (operator: string) => ({ key: "data.n", name: operator, operator, conditions });
    const { results } = (await resultsOf({ aggregate: group(["count", "sum", "average"].map(field)) })) as {
      results: { count: number; sum: number; average: number }[];
    };
    expect(results).toEqual([{ p: "aws", count: 2, sum: 5, average: 5 / 3 }]);
  });

  test("of missing values is less than any other in a condition", async () => {
    const conditions = [{ k: "data.b", v: false, o: "lt" }];
    const aggregate = group([{ name: "c", operator: "count", conditions }]);
    expect(await resultsOf({ aggregate })).toEqual({ results: [{ c: 2, p: "aws" }] });
  });

  test("can be objects of several values, with times as texts", async () => {
    const fields = [
      {
        name: "x",
        operator: "push",
        fields: [
          { k: "name", n: "n" },
          { key: "created_at", name: "t" },
        ],
      },
    ];
    const { results } = (await resultsOf({ aggregate: group(fields) })) as {
      results: { x: { n: string; t: string }[] }[];
    };
    expect(results[0]?.x.map(({ n }) => n)).toEqual(["w1", "w2", "x3"]);
    expect(results[0]?.x[0]?.t).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });
});

describe("groups", () => {
  test("are in the order of their keys, and null differs from a missing value", async () => {
    expect(await resultsOf({ aggregate: counted("region_code", "r") })).toEqual({
      results: [
        { c: 2, r: null },
        { c: 1, r: "r1" },
      ],
    });
    expect(await resultsOf({ aggregate: counted("data.o.x", "x") })).toEqual({
      results: [{ c: 1 }, { c: 1, x: "y" }, { c: 1, x: "z" }],
    });
  });

  test("without keys are one group, whose id is null", async () => {
    const aggregate = group([{ name: "c", operator: "count" }], []);
    expect(await resultsOf({ aggregate })).toEqual({ results: [{ c: 3, _id: null }] });
  });

  test("are further grouped by the names of their keys", async () => {
    const fields = [
      { name: "t", operator: "sum", key: "c" },
      { name: "names", operator: "add_to_set", key: "n" },
    ];
    const aggregate = [...counted("name", "n"), ...group(fields, [])];
    expect(await resultsOf({ aggregate })).toEqual({ results: [{ t: 3, names: ["w1", "w2", "x3"], _id: null }] });
  });

  test.each<[string, (made: Date) => unknown]>([
    ["year", (made) => made.getUTCFullYear()],
    ["month", (made) => made.getUTCMonth() + 1],
    ["day", (made) => made.getUTCDate()],
    ["%Y-%m", (made) => made.toISOString().slice(0, 7)],
    ["%Y-%m-%d %H %%", (made) => `${made.toISOString().slice(0, 13).replace("T", " ")} %`],
  ])("by a time in the format %s", async (date_format, expected) => {
    const [stored] = await running.client.cloudServices.stored();
    const aggregate = group([{ name: "c", operator: "count" }], [{ key: "created_at", name: "d", date_format }]);
    expect(await resultsOf({ aggregate })).toEqual({
      results: [{ c: 3, d: expected(new Date(stored?.created_at ?? "")) }],
    });
  });

  test("come in pages, with their number", async () => {
    const page = (start: number) => resultsOf({ aggregate: counted("name", "n"), page: { start, limit: 1 } });
    expect(await page(2)).toEqual({ total_count: 3, results: [{ c: 1, n: "w2" }] });
    expect(await page(9)).toEqual({ total_count: 3, results: [] });
  });
});

describe("the other stages", () => {
  const sorted = (...more: object[]) => [...counted("name", "n"), { sort: [{ key: "n", desc: true }] }, ...more];

  test.each<[object[], unknown[]]>([
    [[{ count: { name: "c" } }], [{ c: 3 }]],
    [[{ unwind: { path: "ip_addresses" } }, { count: { name: "c" } }], [{ c: 2 }]],
    [[{ unwind: { path: "name" } }, { count: { name: "c" } }], [{ c: 3 }]],
    [[{ unwind: { path: "data.nope" } }, { count: { name: "c" } }], []],
    [
      [
        { unwind: { path: "ip_addresses", filter: [{ k: "ip_addresses", v: "2.3", o: "contain" }] } },
        ...counted("ip_addresses", "ip"),
      ],
      [{ c: 1, ip: "1.2.3.4" }],
    ],
    [
      [
        { unwind: { path: "data.ls" } },
        ...group([{ name: "s", key: "data.ls.v", operator: "sum" }], [{ key: "data.ls.id", name: "id" }]),
        { sort: [{ key: "id", desc: true }] },
      ],
      [
        { s: 2, id: "i2" },
        { s: 1, id: "i1" },
      ],
    ],
    [sorted({ limit: 1 }), [{ c: 1, n: "x3" }]],
    [sorted({ sort: [{ key: "n", desc: true }, { key: "n" }] }, { limit: 1 }), [{ c: 1, n: "w1" }]],
    [sorted({ skip: 2 }), [{ c: 1, n: "w1" }]],
    [
      [
        { sort: [{ key: "name", desc: true }] },
        { limit: 1 },
        { project: { fields: [{ key: "name", name: "n" }], exclude_keys: true } },
      ],
      [{ n: "x3" }],
    ],
    [
      [{ project: { fields: [{ key: "data.l", name: "n", operator: "sum" }], exclude_keys: true } }],
      [{ n: 3 }, { n: 0 }, { n: 0 }],
    ],
    [
      [{ project: { fields: [{ key: "data.o", name: "n", operator: "object_to_array" }], exclude_keys: true } }],
      [{ n: [{ k: "x", v: "y" }] }, { n: [{ k: "x", v: "z" }] }, { n: null }],
    ],
    [
      [
        ...group([{ name: "c", operator: "push", key: "name" }]),
        {
          project: {
            fields: [
              { key: "p", name: "q" },
              { key: "c", name: "n", operator: "size" },
            ],
          },
        },
      ],
      [{ p: "aws", q: "aws", n: 3 }],
    ],
  ])("%j", async (aggregate, results) => {
    expect(await resultsOf({ aggregate })).toEqual({ results });
  });
});

describe("is refused", () => {
  const failed = (reason: string) => ({
    code: "ERROR_DB_QUERY",
    message: ` Database query failed. (reason = ${reason})`,
  });
  const nested = (reason: string) => failed(`Database query failed. (reason = ${reason})`);
  const field = (part: object) => group([part]);

  test.each<[object[], object]>([
    [
      [{}],
      failed(
        "Required parameter. (key = aggregate.unwind or aggregate.group or aggregate.count or aggregate.sort or aggregate.project or aggregate.limit or aggregate.skip)",
      ),
    ],
    [[{ group: {} }], failed("Required parameter. (key = aggregate.group.keys || aggregate.group.fields)")],
    [[{ count: {} }], failed("Required parameter. (key = aggregate.count.name)")],
    [[{ unwind: {} }], failed("Required parameter. (key = aggregate.unwind.path)")],
    [[{ project: {} }], failed("Required parameter. (key = aggregate.project.fields)")],
    [[{ sort: [{ desc: true }] }], failed("'key'")],
    [
      [{ unwind: { path: "name", filter: [{ k: "name", v: "a", o: "match" }] } }],
      nested("Unsupported operator: match"),
    ],
    [
      [{ unwind: { path: "name", filter: [{ k: "name", v: "a" }] } }],
      failed("Required parameter. (key = aggregate.match.filter)"),
    ],
    [
      field({ key: "data.n", name: "x", operator: "median" }),
      nested(
        "'aggregate.group.fields' condition's median operator is not supported. (supported_operator = ['count', 'sum', 'average', 'max', 'min', 'first', 'last', 'push', 'add_to_set', 'merge_objects'])",
      ),
    ],
    [
      field({ key: "data.n", operator: "sum" }),
      nested("'aggregate.group.fields' condition requires a name: {'key': 'data.n', 'operator': 'sum'}"),
    ],
    [
      field({ name: "x", operator: "sum" }),
      nested("'aggregate.group.fields' condition requires a key: {'name': 'x', 'operator': 'sum'}"),
    ],
    [
      field({ name: "x", operator: "push" }),
      nested("'aggregate.group.fields' condition requires fields: {'name': 'x', 'operator': 'push'}"),
    ],
    [
      field({ key: "data.n", name: "x", operator: "max", conditions: [{ key: "data.n", value: 1, operator: "gt" }] }),
      nested(
        "'aggregate.group.fields' condition's conditions not supported: {'key': 'data.n', 'name': 'x', 'operator': 'max', 'conditions': [{'key': 'data.n', 'value': 1.0, 'operator': 'gt'}]}",
      ),
    ],
    [
      field({ name: "x", operator: "count", conditions: [{ key: "name" }] }),
      nested("'aggregate.group.fields.conditions.value' condition requires a value: {'key': 'name'}"),
    ],
    [
      field({ name: "x", operator: "count", conditions: [{ key: "name", value: "w1", operator: "contain" }] }),
      nested(
        "'aggregate.group.fields.conditions.operator' condition's contain operator is not supported. (supported_operator = ['eq', 'not', 'gt', 'gte', 'lt', 'lte'])",
      ),
    ],
    [group([], [{ key: "provider" }]), nested("'aggregate.group.keys' condition requires a name: {'key': 'provider'}")],
    [
      [{ project: { fields: [{ key: "name", name: "n", operator: "zz" }] } }],
      nested(
        "'aggregate.project.fields' condition's zz operator is not supported. (supported_operator = ['size', 'sum', 'array_to_object', 'object_to_array', 'add', 'subtract', 'multiply', 'divide'])",
      ),
    ],
    [
      [{ project: { fields: [{ key: "name", name: "n", operator: "add" }] } }],
      nested("'aggregate.project.fields' condition requires a fields: {'key': 'name', 'name': 'n', 'operator': 'add'}"),
    ],
    [
      [{ project: { fields: [{ key: "data.l", name: "n", operator: "size" }] } }],
      failed("The argument to $size must be an array, but was of type: missing"),
    ],
    // Statistics cannot hold times.
    [counted("created_at"), { code: "ERROR_UNKNOWN", message: " Unexpected type" }],
    [[{ limit: 1 }], { code: "ERROR_UNKNOWN", message: " Unexpected type" }],
  ])("%j", async (aggregate, detail) => {
    expect(detailOf(await running.client.spaceone(stat, { query: { aggregate } }))).toEqual({ status: 500, detail });
  });

  test.each<[object, string]>([
    [{}, "query"],
    [{ query: {} }, "aggregate"],
    [{ query: { filter: [{ k: "name", v: "a", o: "eq" }], aggregate: [], distinct: "" } }, "aggregate"],
  ])("%j", async (body, key) => {
    const message = ` Required parameter. (key = ${key})`;
    const detail = { code: "ERROR_REQUIRED_PARAMETER", message };
    expect(detailOf(await running.client.spaceone(stat, body))).toEqual({ status: 400, detail });
  });

  test("an unknown field or operator of a condition, as in a list", async () => {
    for (const condition of [
      { k: "nope", v: "a", o: "eq" },
      { k: "name", v: "a", o: "like" },
    ]) {
      const query = { filter: [condition], distinct: "name" };
      const answer = await running.client.spaceone(stat, { query });
      const list = await running.client.spaceone("/inventory/cloud-service/list", { query: { filter: [condition] } });
      expect(detailOf(answer)).toEqual(detailOf(list));
      expect(answer.status).toBe(500);
    }
  });
});

test("deleted cloud services count only where the filter names their state", async () => {
  const { client } = running;
  const { cloud_service_id } = await client.cloudServices.create({ name: "gone" });
  await client.spaceone("/inventory/cloud-service/delete", { cloud_service_id });
  const aggregate = [{ count: { name: "c" } }];
  expect(await resultsOf({ aggregate })).toEqual({ results: [{ c: 3 }] });
  const filter = [{ k: "state", v: "DELETED", o: "eq" }];
  expect(await resultsOf({ aggregate, filter })).toEqual({ results: [{ c: 1 }] });
});
