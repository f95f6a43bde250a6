import { describe, expect, test } from "@jest/globals";

import { cloudServiceFields } from "../../../provider/queries/fields/cloud-service-fields";
import { costFields } from "../../../provider/queries/fields/cost-fields";
import { dataSourceFields } from "../../../provider/queries/fields/data-source-fields";
import { wireFilters } from "../../../provider/queries/filters";
import { operators } from "../../../provider/queries/operators";
import { QueryError } from "../../../provider/queries/query-error";
import { where } from "../../../provider/queries/where";

const filterOf = (...filter: readonly unknown[]) => wireFilters(cloudServiceFields, { filter: filter as never }).filter;

function refusalOf(condition: unknown): string {
  try {
    filterOf(condition);
  } catch (error) {
    expect(error).toBeInstanceOf(QueryError);
    return (error as Error).message;
  }
  return "not refused";
}

describe("a condition of the console", () => {
  // The left column and the middle one are those of the console's own table of operators.
  test.each([
    ["", "contain", "contain_in"],
    ["!", "not_contain", "not_contain_in"],
    ["=", "eq", "in"],
    ["!=", "not", "not_in"],
    ["~", "regex", "regex_in"],
  ])("with %j is %s, and %s for a list", (o, one, many) => {
    expect(filterOf({ k: "name", v: "web", o })).toEqual([{ key: "name", value: "web", operator: one }]);
    expect(filterOf({ k: "name", v: ["a", "b"], o })).toEqual([{ key: "name", value: ["a", "b"], operator: many }]);
  });

  test.each([
    [">", "gt", "3"],
    [">=", "gte", 3],
    ["<", "lt", 3],
    ["<=", "lte", 3],
    [">t", "datetime_gt", "2026-01-31"],
    [">=t", "datetime_gte", "2026-01-31T12:00:00Z"],
    ["<t", "datetime_lt", "2026-01-31T12:00:00.123+09:00"],
    ["<=t", "datetime_lte", "2026-01-31"],
    [">td", "timediff_gt", "now-1d"],
    [">=td", "timediff_gte", "now/w"],
    ["<td", "timediff_lt", "now"],
    ["<=td", "timediff_lte", "now/d - 3h"],
  ])("with %s is %s, once for each value of a list", (o, operator, v) => {
    expect(filterOf({ k: "created_at", v, o })).toEqual([{ key: "created_at", value: v, operator }]);
    expect(filterOf({ k: "created_at", v: [v, v], o })).toHaveLength(2);
  });

  test("without an operator contains the text", () => {
    expect(filterOf({ k: "name", v: "web" })).toEqual([{ key: "name", value: "web", operator: "contain" }]);
  });

  test.each([
    ["=", "eq"],
    ["", "eq"],
    ["!=", "not"],
    ["!", "not"],
  ])("with null and %j is about what is missing", (o, operator) => {
    expect(filterOf({ k: "project_id", v: null, o })).toEqual([{ key: "project_id", value: null, operator }]);
  });

  test("without a field has words for the keyword", () => {
    const query = wireFilters(cloudServiceFields, { filter: [{ v: "web" }, { v: ["a", "b"], o: "" }], keyword: "db" });
    expect(query).toEqual({ keyword: "db web a b" });
  });
});

describe("a condition", () => {
  test("is the same in the long and in the short spelling, and in a mixture", () => {
    const wire = [{ key: "provider", value: "aws", operator: "eq" }];
    expect(filterOf({ key: "provider", value: "aws", operator: "eq" })).toEqual(wire);
    expect(filterOf({ k: "provider", v: "aws", o: "eq" })).toEqual(wire);
    expect(filterOf({ key: "provider", v: "aws", operator: "eq" })).toEqual(wire);
    expect(filterOf({ key: "provider", value: "aws", operator: "=" })).toEqual(wire);
  });

  test("is made by where, for each operator", () => {
    const made = where("data.size");
    expect(made.gte(3)).toEqual({ key: "data.size", operator: "gte", value: 3 });
    expect(made.notContainIn(["a"])).toEqual({ key: "data.size", operator: "not_contain_in", value: ["a"] });
    expect(made.datetimeLt(new Date(0))).toEqual({
      key: "data.size",
      operator: "datetime_lt",
      value: "1970-01-01T00:00:00.000Z",
    });
    expect(Object.keys(made)).toHaveLength(Object.keys(operators).length);
  });

  test("takes null and empty lists among the values of a list", () => {
    const condition = { k: "data.instances", v: [null, []], o: "not_in" } as const;
    expect(filterOf(condition)).toEqual([{ key: "data.instances", value: [null, []], operator: "not_in" }]);
  });

  test.each([
    ["regionCode", "region_code"],
    ["region_code", "region_code"],
    ["id", "cloud_service_id"],
    ["cloudServiceId", "cloud_service_id"],
    ["reference.resourceId", "reference.resource_id"],
    ["collectionInfo.last_collected_at", "collection_info.last_collected_at"],
    ["data.osType.some_thing", "data.osType.some_thing"],
    ["tags.aws.Created.By", "tags.aws.Created.By"],
    ["ipAddresses.0", "ip_addresses.0"],
    ["ip_address", "ip_address"],
    ["projectGroupId", "project_group_id"],
    ["ref_region.tags.continent.continent_code", "ref_region.tags.continent.continent_code"],
    ["refCloudServiceType.serviceCode", "ref_cloud_service_type.service_code"],
  ])("may name %s, which is %s", (key, wire) => {
    expect(filterOf({ key, operator: "eq", value: "x" })?.[0]?.key).toBe(wire);
  });

  test.each<[string, unknown, string]>([
    [
      "a field that is not there",
      { k: "regoin_code", v: "a", o: "eq" },
      "filter.0.key: cloud services have no field regoin_code: did you mean region_code?",
    ],
    ["a field like no other", { k: "zzzzzzzzz", v: "a", o: "eq" }, "their fields are cloud_service_id, name"],
    ["a name of every object", { k: "constructor.name", v: "a", o: "eq" }, "have no field constructor"],
    ["something inside a text", { k: "name.first", v: "a", o: "eq" }, "filter.0.key: there is nothing such in name"],
    ["something else in the reference", { k: "reference.arn", v: "a", o: "eq" }, "it has resource_id, external_link"],
    ["a path that ends with a dot", { k: "data.", v: "a", o: "eq" }, "there is nothing such in data"],
    [
      "an operator that is not there",
      { k: "name", v: "a", o: "equals" },
      "filter.0.operator: there is no operator equals",
    ],
    ["an operator with a typo", { k: "name", v: ["a"], o: "not_im" }, "did you mean not_in?"],
    ["an operator of every object", { k: "name", v: "a", o: "toString" }, "there is no operator toString"],
    ["no operator in the long spelling", { key: "name", value: "a" }, "filter.0.operator: is missing"],
    [
      "a list for one value",
      { k: "name", v: ["a"], o: "eq" },
      "filter.0.value: eq takes a text, a number, a boolean or null; in takes a list of values",
    ],
    [
      "one value for a list",
      { k: "name", v: "a", o: "contain_in" },
      "contain_in takes a list of one or more texts; contain takes a text",
    ],
    ["no texts", { k: "name", v: [], o: "contain_in" }, "contain_in takes a list of one or more texts"],
    ["a number for a text", { k: "name", v: 5, o: "contain" }, "contain takes a text"],
    ["a text for a boolean", { k: "name", v: "true", o: "exists" }, "exists takes true or false"],
    ["a boolean in an order", { k: "name", v: true, o: "gt" }, "gt takes a text or a number"],
    ["a text for an object", { k: "data.a", v: "a", o: "match" }, "match takes an object"],
    ["no number", { k: "data.a", v: NaN, o: "eq" }, "eq takes a text"],
    [
      "no time",
      { k: "created_at", v: "yesterday", o: "datetime_gt" },
      "datetime_gt takes a time in the form of ISO 8601",
    ],
    [
      "a day that is not there",
      { k: "created_at", v: "2026-13-01", o: "datetime_gt" },
      "a time in the form of ISO 8601",
    ],
    ["no difference", { k: "created_at", v: "now-1y", o: "timediff_gt" }, "a time relative to now"],
    ["no regular expression", { k: "name", v: "web(", o: "regex" }, "filter.0.value: regex takes a regular expression"],
    [
      "none among regular expressions",
      { k: "name", v: ["web", "*"], o: "~" },
      "regex_in takes a list of one or more regular expressions",
    ],
    [
      "a part of a time",
      { k: "created_at", v: "2026-01", o: "contain" },
      "filter.0.value: created_at is a time, which contain does not know: use datetime_gte and datetime_lt",
    ],
    ["a part of a number", { k: "instance_size", v: "1" }, "instance_size is a number, which contain does not know"],
    ["a time for a number", { k: "instance_size", v: "now", o: "<td" }, "instance_size is a number, which timediff_lt"],
    ["a text for a number", { k: "instance_size", v: "many", o: ">" }, "instance_size is compared with numbers only"],
    ["a text among numbers", { k: "instance_size", v: [1, ""], o: "=" }, "instance_size is compared with numbers only"],
    ["a text for a flag", { k: "ref_cloud_service_type.is_major", v: "yes", o: "=" }, "is_major is true or false"],
    ["nothing such of a region", { k: "ref_region.continent", v: "a", o: "=" }, "it has region_id, name, region_key"],
    ["two values", { k: "name", v: "a", value: "b", o: "eq" }, "filter.0: gives value twice"],
    [
      "a mistyped part",
      { k: "name", val: "a", o: "eq" },
      "filter.0: val is no part of it: it has key, value, operator",
    ],
    ["a text", "name=a", "filter.0: must be an object with key, value, operator"],
    ["an operator without a field", { v: "a", o: "!=" }, "filter.0: has an operator and no field"],
    ["no values", { k: "data.a", v: [], o: ">" }, "filter.0.value: gt takes a text or a number"],
    ["no words", { v: [] }, "must be a condition, or words as v"],
    ["nothing", {}, "must be a condition, or words as v"],
  ])("is refused with %s", (_, condition, reason) => {
    expect(refusalOf(condition)).toContain(reason);
  });

  test("takes numbers as the console sends them, and what only the service's regular expressions have", () => {
    expect(filterOf({ k: "instance_size", v: ["2", 4, null], o: "=" })?.[0]?.value).toEqual(["2", 4, null]);
    expect(filterOf({ k: "instance_size", v: true, o: "exists" })).toHaveLength(1);
    expect(filterOf({ k: "name", v: "(?i)web", o: "~" }, { k: "name", v: "a++b", o: "regex" })).toHaveLength(2);
  });

  test("on a day of costs compares texts", () => {
    const costsOf = (...filter: readonly unknown[]) => wireFilters(costFields, { filter: filter as never }).filter;
    expect(costsOf({ k: "billed_date", v: "2024-12", o: "contain" }, where("billedMonth").gte("2024-12"))).toHaveLength(
      2,
    );
    expect(() => costsOf({ k: "billed_date", v: "2024-12-16", o: ">t" })).toThrow(
      "filter.0.value: billed_date is a text such as 2026-01-31, which datetime_gt does not know: use eq, gte or lt",
    );
  });

  test("is refused without showing its value", () => {
    expect(refusalOf({ k: "name", v: ["hush"], o: "eq" })).not.toContain("hush");
    expect(refusalOf({ k: "created_at", v: "hush", o: "datetime_gt" })).not.toContain("hush");
  });

  test("of alternatives names a field", () => {
    const alternatives = [
      { k: "name", v: "a", o: "=" },
      { key: "account", operator: "exists", value: true },
    ] as const;
    expect(wireFilters(cloudServiceFields, { filterOr: alternatives }).filter_or).toEqual([
      { key: "name", value: "a", operator: "eq" },
      { key: "account", value: true, operator: "exists" },
    ]);
    expect(() => wireFilters(cloudServiceFields, { filterOr: [{ v: "web" }] as never })).toThrow("filterOr.0.key");
  });

  test("is refused where the service finds nothing by it", () => {
    const [tag, group] = [where("tags.custom.team").eq("orders"), where("projectGroupId").eq("pg-1")];
    expect(wireFilters(cloudServiceFields, { filter: [tag, group] }).filter).toHaveLength(2);
    expect(() => wireFilters(cloudServiceFields, { filterOr: [tag] })).toThrow(
      "filterOr.0.key: the service finds no cloud services by their tags in filterOr: use filter",
    );
    expect(() => wireFilters(cloudServiceFields, { filterOr: [group] })).toThrow(
      "by their project_group_id in filterOr",
    );
    expect(wireFilters(dataSourceFields, { filterOr: [tag] }).filter_or).toHaveLength(1);
    expect(() => wireFilters(dataSourceFields, { filter: [tag] })).toThrow(
      "filter.0.key: the service finds no cost data sources by their tags in filter: use filterOr",
    );
  });
});
