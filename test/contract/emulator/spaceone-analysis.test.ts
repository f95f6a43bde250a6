import { beforeEach, describe, expect, test } from "@jest/globals";
import { detailOf } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";
import { createThreeServices } from "../../support/three-services";

const running = useEmulator();

const analyze = "/inventory/cloud-service/analyze";

beforeEach(() => createThreeServices(running.client));

const count = { c: { operator: "count" } };
const sum = { s: { operator: "sum", key: "data.n" } };

describe("groups", () => {
  test.each<[object, object]>([
    [{ fields: count }, { results: [{ c: 3, _id: null }] }],
    [
      { fields: count, group_by: ["cloud_service_type"] },
      {
        results: [
          { c: 2, cloud_service_type: "Key" },
          { c: 1, cloud_service_type: "Other" },
        ],
      },
    ],
    [
      { fields: sum, group_by: ["data.o.x"], filter: [{ k: "data.o", v: true, o: "exists" }] },
      {
        results: [
          { s: 1, x: "y" },
          { s: 2, x: "z" },
        ],
      },
    ],
    [
      { fields: count, group_by: [{ key: "provider", name: "p" }, "account"] },
      {
        results: [
          { c: 2, p: "aws", account: null },
          { c: 1, p: "aws", account: "acc" },
        ],
      },
    ],
    [
      { fields: { ...sum, ...count }, group_by: ["name"], sort: [{ key: "s", desc: true }], page: { limit: 1 } },
      { results: [{ s: 3, c: 1, name: "x3" }], more: true },
    ],
    [
      { fields: { x: { operator: "push", fields: { n: "name", r: "region_code" } } }, keyword: "w2" },
      { results: [{ x: [{ n: "w2", r: "r1" }], _id: null }] },
    ],
    [{ fields: { s: { operator: "sum", key: "data.l", data_type: "array" } } }, { results: [{ s: 3, _id: null }] }],
    [
      { fields: count, unwind: { path: "data.ls" }, group_by: ["data.ls.id"] },
      {
        results: [
          { c: 1, id: "i1" },
          { c: 1, id: "i2" },
        ],
      },
    ],
    [{ fields: count, group_by: ["nope"], filter: [{ k: "name", v: "x", o: "eq" }] }, { results: [] }],
  ])("%j", async (query, expected) => {
    expect((await running.client.spaceone(analyze, { query })).body).toEqual(expected);
  });
});

test("the pages tell whether there are more groups", async () => {
  const page = async (limit: number, start?: number) => {
    const query = { fields: count, group_by: ["name"], page: { limit, ...(start !== undefined && { start }) } };
    return (await running.client.spaceone(analyze, { query })).text;
  };
  expect(await page(2)).toBe('{"results":[{"c":1,"name":"w1"},{"c":1,"name":"w2"}],"more":true}');
  expect(await page(2, 2)).toBe('{"results":[{"c":1,"name":"w2"},{"c":1,"name":"x3"}],"more":false}');
  expect(await page(2, 9)).toBe('{"results":[],"more":false}');
  const whole = '{"results":[{"c":1,"name":"w1"},{"c":1,"name":"w2"},{"c":1,"name":"x3"}]}';
  expect(await page(0, 2)).toBe(whole);
});

test("fields that are grouped once more have a total and a list of their values", async () => {
  const query = { fields: sum, group_by: ["provider", "cloud_service_type"], field_group: ["cloud_service_type"] };
  const answer = await running.client.spaceone(analyze, { query: { ...query, sort: [{ key: "s", desc: true }] } });
  const values = [
    { value: 4, cloud_service_type: "Key" },
    { value: 2, cloud_service_type: "Other" },
  ];
  expect(answer.body).toEqual({ results: [{ _total_s: 6, s: values, provider: "aws" }] });
});

test.each<[object, object]>([
  [{ p: "provider" }, { p: "aws" }],
  [{ average: { operator: "divide", fields: ["s", "c"] } }, { average: 2 }],
  [{ x: { operator: "add", fields: ["s", 1, { operator: "multiply", fields: ["s", 2] }] } }, { x: 19 }],
  [{ x: { operator: "subtract", fields: ["s", "nope"] } }, { x: null }],
])("the selection %j", async (select, expected) => {
  const query = { fields: { ...sum, ...count }, group_by: ["provider"], select };
  expect((await running.client.spaceone(analyze, { query })).body).toEqual({ results: [expected] });
});

test.each<[unknown, unknown[]]>([
  ["zz", [{ c: 3, name: "zz" }]],
  ["$provider", [{ c: 3, name: "aws" }]],
  [
    { if: { __eq: ["$name", "w1"] }, then: "first", else: "$account" },
    [
      { c: 2, name: null },
      { c: 1, name: "first" },
    ],
  ],
  [
    { if: { __gt: ["$data.n", 1] }, then: { if: "$region_code", then: "both", else: "number" }, else: "none" },
    [
      { c: 1, name: "both" },
      { c: 1, name: "none" },
      { c: 1, name: "number" },
    ],
  ],
])("the added field %j", async (name, results) => {
  const query = { fields: count, group_by: ["name"], add_fields: { name } };
  expect((await running.client.spaceone(analyze, { query })).body).toEqual({ results });
});

describe("is refused", () => {
  const required = (key: string) => [400, "ERROR_REQUIRED_PARAMETER", ` Required parameter. (key = ${key})`] as const;
  const invalid = (key: string, reason: string) =>
    [400, "ERROR_INVALID_PARAMETER", ` Parameter is invalid. (key = ${key}, reason = ${reason})`] as const;
  const failed = (reason: string) => [500, "ERROR_DB_QUERY", ` Database query failed. (reason = ${reason})`] as const;

  test.each<[object, readonly [status: number, code: string, message: string]]>([
    [{}, required("query")],
    [{ query: {} }, required("query.fields")],
    [{ query: { fields: {} } }, failed("Required parameter. (key = aggregate.group.keys || aggregate.group.fields)")],
    [{ query: { fields: { c: {} } } }, required("query.fields.operator")],
    [{ query: { fields: { c: { operator: "sum" } } } }, required("query.fields.key")],
    [{ query: { fields: { c: { operator: "push", fields: {} } } } }, required("query.fields.fields")],
    [{ query: { fields: { c: "x" } } }, [500, "ERROR_UNKNOWN", " 'str' object has no attribute 'get'"]],
    [
      { query: { fields: count, group_by: [{ key: "provider" }] } },
      invalid("group_by", "group_by option requires a key and name."),
    ],
    [{ query: { fields: count, group_by: [1] } }, invalid("group_by", "group_by option should be dict or str type.")],
    [
      { query: { fields: count, field_group: ["_total_x"] } },
      invalid("field_group", "Field group keys cannot contain _total_ characters."),
    ],
    [
      { query: { fields: count, select: { x: { operator: "zz", key: "c" } } } },
      invalid("query.select.operator", "supported_operator = ['add', 'subtract', 'multiply', 'divide', 'size', 'sum']"),
    ],
    [{ query: { fields: count, select: { x: { operator: "add" } } } }, required("query.select.fields")],
    [{ query: { fields: count, select: { x: 3 } } }, failed("Required parameter. (key = aggregate.project.fields)")],
    [
      { query: { fields: count, select: { x: { operator: "subtract", fields: ["c"] } } } },
      failed(
        "Database query failed. (reason = 'aggregate.project.fields' condition requires two fields: {'name': 'x', 'operator': 'subtract', 'fields': ['c']})",
      ),
    ],
    [
      { query: { fields: count, select: { x: { operator: "divide", fields: ["c", 0] } } } },
      failed("can't $divide by zero"),
    ],
  ])("%j", async (body, [status, code, message]) => {
    const answer = await running.client.spaceone(analyze, body);
    expect(detailOf(answer)).toEqual({ status, detail: { code, message } });
  });
});
