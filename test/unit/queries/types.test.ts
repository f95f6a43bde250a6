import { expect, test } from "@jest/globals";

import {
  where,
  type AnalyzeCloudServicesArgs,
  type ExportCloudServicesArgs,
  type ListCloudServicesArgs,
  type ListCostsArgs,
  type ListSpaceoneSecretsArgs,
  type StatCloudServicesArgs,
} from "../../../provider/index";

// What the compiler says of a query: a line that it should refuse and does not is an error of its own.

test("the compiler takes what the service's guide and console have", () => {
  const taken: readonly ListCloudServicesArgs[] = [
    { filter: [{ key: "provider", value: "aws", operator: "eq" }], page: { start: 1, limit: 10 } },
    { filter: [{ k: "tags.aws.Created_by", v: "wonny", o: "eq" }] },
    { only: ["name", "state", "data.instances"], filter: [{ k: "data.instances", v: [null, []], o: "not_in" }] },
    { filter: [{ k: "region_code", v: ["a", "b"], o: "=" }, { k: "name", v: "web" }, { v: "10.0.0.1" }] },
    {
      filter: [
        { k: "createdAt", v: "now-1d", o: ">td" },
        { k: "data.size", v: 3, o: ">=" },
      ],
    },
    { filter: [where("data.size").gte(3), where("regionCode").in(["a"]), where("created_at").datetimeGt(new Date())] },
    { sort: [{ key: "reference.resourceId", desc: true }], filterOr: [where("project_group_id").exists(true)] },
  ];
  expect(taken).toHaveLength(7);
});

test("the compiler refuses what the service would", () => {
  const refused: readonly ListCloudServicesArgs[] = [
    // @ts-expect-error There is no such operator.
    { filter: [{ k: "name", v: "a", o: "equals" }] },
    // @ts-expect-error There is no such field.
    { filter: [{ k: "nme", v: "a", o: "eq" }] },
    // @ts-expect-error There is no such field, whoever names it.
    { filter: [where("nme").eq("a")] },
    // @ts-expect-error One value, not a list.
    { filter: [{ key: "name", operator: "eq", value: ["a"] }] },
    // @ts-expect-error A list, not one value.
    { filter: [{ key: "name", operator: "in", value: "a" }] },
    // @ts-expect-error A boolean.
    { filter: [{ k: "name", v: "yes", o: "exists" }] },
    // @ts-expect-error A time relative to now.
    { filter: [{ k: "createdAt", v: "yesterday", o: ">td" }] },
    // @ts-expect-error An alternative names a field.
    { filterOr: [{ v: "web" }] },
    // @ts-expect-error A list is not sorted by what only conditions can name.
    { sort: [{ key: "project_group_id" }] },
    // @ts-expect-error There is nothing inside a name.
    { only: ["name.first"] },
    // @ts-expect-error A number, not a text.
    { page: { limit: "10" } },
  ];
  expect(refused).toHaveLength(11);
  // @ts-expect-error A text or a number.
  expect(where("data.size").gte(true)).toBeDefined();
  // @ts-expect-error A list, not one value.
  expect(where("data.size").in("a")).toBeDefined();
});

test("the compiler refuses each operator with a value that it does not take", () => {
  const given = where("data.a");
  const right = [
    [given.eq("a"), given.not(1), given.lt("a"), given.lte(1), given.gt(1), given.gte("a"), given.exists(true)],
    [given.contain("a"), given.notContain("a"), given.in(["a", null]), given.notIn([[]]), given.containIn(["a"])],
    [given.notContainIn(["a"]), given.match({ a: 1 }), given.regex("a"), given.regexIn(["a"])],
    [given.datetimeLt(new Date(0)), given.datetimeLte("2026"), given.datetimeGt("2026"), given.datetimeGte("2026")],
    [given.timediffLt("now"), given.timediffLte("now/d"), given.timediffGt("now-1d"), given.timediffGte("now/w")],
  ];
  expect(right.flat()).toHaveLength(24);
  const wrong = [
    // @ts-expect-error It takes no object.
    given.eq({}),
    // @ts-expect-error It takes no list.
    given.not(["a"]),
    // @ts-expect-error It takes no null.
    given.lt(null),
    // @ts-expect-error It takes no boolean.
    given.lte(true),
    // @ts-expect-error It takes no list.
    given.gt([1]),
    // @ts-expect-error It takes no number.
    given.exists(1),
    // @ts-expect-error It takes no number.
    given.contain(1),
    // @ts-expect-error It takes no list.
    given.notContain(["a"]),
    // @ts-expect-error It takes no text.
    given.notIn("a"),
    // @ts-expect-error It takes no text.
    given.containIn("a"),
    // @ts-expect-error It takes no numbers.
    given.notContainIn([1]),
    // @ts-expect-error It takes no text.
    given.match("a"),
    // @ts-expect-error It takes no expression of this language.
    given.regex(/a/),
    // @ts-expect-error It takes no text.
    given.regexIn("a"),
    // @ts-expect-error It takes no number.
    given.datetimeLt(0),
    // @ts-expect-error It takes no list.
    given.datetimeLte(["2026"]),
    // @ts-expect-error It takes no boolean.
    given.datetimeGt(true),
    // @ts-expect-error It takes no null.
    given.datetimeGte(null),
    // @ts-expect-error It takes no time.
    given.timediffLt("2026-01-31"),
    // @ts-expect-error It takes no time.
    given.timediffLte(new Date(0)),
    // @ts-expect-error It takes no number.
    given.timediffGt(1),
    // @ts-expect-error It takes no list.
    given.timediffGte(["now"]),
  ];
  expect(wrong).toHaveLength(22);
});

test("the compiler refuses statistics, analyses and exports that the service does not know", () => {
  const statistics: readonly StatCloudServicesArgs[] = [
    { distinct: "tags.aws.team", keyword: "web" },
    { aggregate: [{ group: { keys: [{ key: "createdAt", name: "day", dateFormat: "%Y" }] } }, { limit: 3 }] },
    // @ts-expect-error There is no such field.
    { distinct: "nme" },
    // @ts-expect-error There is no such stage.
    { aggregate: [{ grup: {} }] },
    // @ts-expect-error There is no such operator.
    { aggregate: [{ group: { fields: [{ operator: "avg", key: "data.a", name: "n" }] } }] },
    // @ts-expect-error A result needs a name.
    { aggregate: [{ group: { keys: [{ key: "provider" }] } }] },
    // @ts-expect-error It is a number.
    { aggregate: [{ limit: "3" }] },
    // @ts-expect-error Stages are a list.
    { aggregate: { limit: 3 } },
  ];
  const fields = { total: { operator: "count" } } as const;
  const analyses: readonly AnalyzeCloudServicesArgs[] = [
    { fields, groupBy: ["regionCode"], sort: [{ key: "total", desc: true }], select: { n: "total" } },
    // @ts-expect-error Something has to be made of the groups.
    { groupBy: ["regionCode"] },
    // @ts-expect-error There is no such field.
    { fields, groupBy: ["regoinCode"] },
    // @ts-expect-error There is no such field.
    { fields: { n: { operator: "sum", key: "size" } } },
    // @ts-expect-error There is no such calculation.
    { fields, select: { n: { operator: "mean", key: "total" } } },
  ];
  const exports: readonly ExportCloudServicesArgs[] = [
    { tables: [{ name: "a", search: { fields: ["name", { key: "data.a", name: "A" }] } }] },
    // @ts-expect-error There is no such column.
    { tables: [{ name: "a", search: { fields: ["nme"] } }] },
    // @ts-expect-error A table has a name.
    { tables: [{ analyze: { fields } }] },
  ];
  expect([statistics, analyses, exports].map(({ length }) => length)).toEqual([8, 5, 3]);
});

test("each kind has fields of its own", () => {
  const costs: readonly ListCostsArgs[] = [{ filter: [where("billed_date").eq("2024-12-16")] }];
  const secrets: readonly ListSpaceoneSecretsArgs[] = [
    { filter: [where("schemaId").eq("a")] },
    // @ts-expect-error The data of a secret is never shown.
    { only: ["data"] },
    // @ts-expect-error It would be ignored.
    { state: "ENABLED" },
  ];
  expect([...costs, ...secrets]).toHaveLength(4);
});
