import { expect, test } from "@jest/globals";

import {
  where,
  type ListCloudServicesArgs,
  type ListCostsArgs,
  type ListSpaceoneSecretsArgs,
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
