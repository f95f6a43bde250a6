import { describe, expect, test } from "@jest/globals";

import { namedAsGiven, wireAnalyzeQuery } from "../../../provider/queries/analyze-query";
import { wireTables } from "../../../provider/queries/export-query";
import { cloudServiceFields } from "../../../provider/queries/fields/cloud-service-fields";
import { spaceoneSecretFields } from "../../../provider/queries/fields/spaceone-secret-fields";
import { wireListQuery } from "../../../provider/queries/list-query";
import { wireStatisticsQuery } from "../../../provider/queries/statistics-query";
import { where } from "../../../provider/queries/where";

const list = (args: object) => wireListQuery(cloudServiceFields, args);
const statistics = (args: object) => wireStatisticsQuery(cloudServiceFields, args);
const analysis = (args: object) =>
  wireAnalyzeQuery(cloudServiceFields, { fields: { n: { operator: "count" } }, ...args });
const tables = (...given: readonly unknown[]) => wireTables(cloudServiceFields, given, ["tables"]);

describe("a list's query", () => {
  test("has an order that ends with the ids, whatever it asks for", () => {
    expect(list({})).toEqual({ sort: [{ key: "cloud_service_id" }] });
    expect(
      list({
        sort: [
          { key: "regionCode", desc: true },
          { key: "name", desc: false },
        ],
      }).sort,
    ).toEqual([{ key: "region_code", desc: true }, { key: "name" }, { key: "cloud_service_id" }]);
    expect(list({ sort: [{ key: "id", desc: true }] }).sort).toEqual([{ key: "cloud_service_id", desc: true }]);
    expect(wireListQuery(spaceoneSecretFields, {}).sort).toEqual([{ key: "secret_id" }]);
  });

  test("loads the fields of its order with those that it asks for", () => {
    expect(list({ only: ["name", "data.os"], sort: [{ key: "name" }] }).only).toEqual([
      "name",
      "data.os",
      "cloud_service_id",
    ]);
  });

  test("does not load a part of what it loads as a whole", () => {
    const only = ["data.os.type", "data.os", "data.osx", "reference.resourceId"];
    expect(list({ only, sort: [{ key: "reference" }] }).only).toEqual([
      "data.os",
      "data.osx",
      "reference",
      "cloud_service_id",
    ]);
  });

  test("leaves out what is not asked for", () => {
    expect(list({ filter: [], filterOr: [], keyword: "", minimal: false })).toEqual(list({}));
    expect(list({ minimal: true, page: { limit: 10 } })).toEqual({ ...list({}), minimal: true, page: { limit: 10 } });
  });

  test("makes entries of the items of a list", () => {
    const unwind = { path: "data.disks", filter: [{ k: "data.disks.type", v: ["ssd"], o: "=" }] };
    expect(list({ unwind, only: ["data.disks"] })).toEqual({
      sort: [{ key: "cloud_service_id" }],
      only: ["data.disks", "cloud_service_id"],
      unwind: { path: "data.disks", filter: [{ key: "data.disks.type", value: ["ssd"], operator: "in" }] },
    });
  });

  test("finds items by texts, which the service takes as patterns", () => {
    const filter = [{ k: "data.disks.name", v: ["a.b", "("] }, where("data.disks.name").notContain("c*")];
    const { unwind } = list({ only: ["data.disks"], unwind: { path: "data.disks", filter } });
    expect(unwind?.filter?.map(({ value }) => value)).toEqual([["a\\.b", "\\("], "c\\*"]);
  });

  test.each<[string, object, string]>([
    [
      "an order by a field that is not there",
      { sort: [{ key: "nme" }] },
      "sort.0.key: cloud services have no field nme: did you mean name?",
    ],
    [
      "an order by what only conditions can name",
      { sort: [{ key: "project_group_id" }] },
      "sort.0.key: cloud services have no field",
    ],
    ["an order in the old form", { sort: { key: "name" } }, "sort: must be a list of fields"],
    ["a direction in words", { sort: [{ key: "name", desc: "yes" }] }, "sort.0.desc: must be true or false"],
    ["a mistyped direction", { sort: [{ key: "name", dsc: true }] }, "sort.0: dsc is no part of it: it has key, desc"],
    ["a page 0", { page: { start: 0 } }, "page.start: must be a whole number, 1 or more"],
    ["half a page", { page: { limit: 0.5 } }, "page.limit: must be a whole number"],
    ["only nothing", { only: [] }, "only: must name at least one field"],
    ["only the secret part", { only: ["secret"] }, "only.0: cloud services have no field secret"],
    ["items without fields", { unwind: { path: "data.a" } }, "unwind: needs only"],
    [
      "items by an order",
      { only: ["name"], unwind: { path: "data.a", filter: [{ k: "data.a.b", v: 1, o: ">" }] } },
      "unwind.filter: items are chosen by eq, not",
    ],
    [
      "items without a value",
      { only: ["name"], unwind: { path: "data.a", filter: [{ k: "data.a.b", v: null, o: "=" }] } },
      "unwind.filter: items are chosen by eq, not",
    ],
    [
      "items of no values",
      { only: ["name"], unwind: { path: "data.a", filter: [{ k: "data.a.b", v: [], o: "!=" }] } },
      "unwind.filter: items are chosen by eq, not",
    ],
    ["two ways of less", { minimal: true, only: ["name"] }, "minimal: does not go with only"],
  ])("is refused with %s", (_, args, reason) => {
    expect(() => list(args)).toThrow(reason);
  });

  test("of secrets names no data", () => {
    expect(() => wireListQuery(spaceoneSecretFields, { only: ["data"] })).toThrow(
      "only.0: SpaceONE secrets have no field data: SpaceONE's gateway gives the data of a secret to nobody",
    );
    expect(() => wireListQuery(spaceoneSecretFields, { filter: [{ k: "data.password", v: "a", o: "eq" }] })).toThrow(
      "SpaceONE secrets have no field data",
    );
  });
});

describe("statistics", () => {
  test("have the different values of a field", () => {
    expect(statistics({ distinct: "regionCode", keyword: "web" })).toEqual({ distinct: "region_code", keyword: "web" });
  });

  test("have stages in either spelling; after a group, keys are its names", () => {
    const wire = {
      aggregate: [
        {
          group: {
            keys: [{ key: "created_at", name: "month", date_format: "%Y-%m" }],
            fields: [{ name: "n", operator: "count", conditions: [{ key: "data.a", value: 1, operator: "gt" }] }],
          },
        },
        { project: { fields: [{ key: "n", name: "number" }], exclude_keys: true } },
        { sort: [{ key: "number", desc: true }] },
      ],
    };
    expect(
      statistics({
        aggregate: [
          {
            group: {
              keys: [{ key: "createdAt", name: "month", dateFormat: "%Y-%m" }],
              fields: [{ operator: "count", name: "n", conditions: [{ key: "data.a", operator: "gt", value: 1 }] }],
            },
          },
          { project: { fields: [{ key: "n", name: "number" }], excludeKeys: true } },
          { sort: [{ key: "number", desc: true }] },
        ],
      }),
    ).toEqual(wire);
    const [group, project, sort] = wire.aggregate;
    const pasted = {
      group: {
        keys: [{ k: "created_at", n: "month", date_format: "%Y-%m" }],
        fields: [{ n: "n", o: "count", conditions: [{ k: "data.a", v: 1, o: "gt" }] }],
      },
    };
    expect(statistics({ aggregate: [pasted, project, sort] })).toEqual({ aggregate: [group, project, sort] });
  });

  const group = (fields: object) => ({ aggregate: [{ group: fields }] });

  test("have times as texts, and what there is of objects and lists", () => {
    const fields = [
      { operator: "push", name: "all", fields: [{ key: "created_at", name: "at" }] },
      { operator: "merge_objects", key: "reference", name: "reference" },
      { operator: "count", key: "created_at", name: "n" },
    ];
    expect(statistics(group({ fields }))).toEqual(group({ fields }));
    const project = { fields: [{ key: "ip_addresses", name: "n", operator: "size" }] };
    expect(statistics({ aggregate: [{ project }] })).toEqual({ aggregate: [{ project }] });
  });

  test.each<[string, object, string]>([
    ["no stage", { aggregate: [] }, "aggregate: must have at least one stage"],
    ["a mistyped stage", { aggregate: [{ gruop: {} }] }, "aggregate.0: there is no stage gruop: did you mean group?"],
    ["two stages in one", { aggregate: [{ limit: 1, skip: 1 }] }, "aggregate.0: must be one of unwind, group"],
    ["an empty group", group({}), "aggregate.0.group: must have keys or fields"],
    [
      "a group by what is not there",
      group({ keys: [{ key: "nme", name: "n" }] }),
      "aggregate.0.group.keys.0.key: cloud services have no field nme",
    ],
    [
      "a group without a name",
      group({ keys: [{ key: "name" }] }),
      "aggregate.0.group.keys.0.name: must be the name that the result has",
    ],
    [
      "an operator that is not there",
      group({ fields: [{ operator: "avg", key: "data.a", name: "n" }] }),
      "fields.0.operator: must be one of count, sum, average",
    ],
    [
      "a sum of nothing",
      group({ fields: [{ operator: "sum", name: "n" }] }),
      "fields.0.key: must be the name of a field",
    ],
    [
      "a condition without a value",
      group({ fields: [{ operator: "count", name: "n", conditions: [{ key: "name", operator: "eq", value: null }] }] }),
      "conditions.0.value: must not be null",
    ],
    [
      "a condition by a text",
      group({
        fields: [{ operator: "count", name: "n", conditions: [{ key: "name", operator: "contain", value: "a" }] }],
      }),
      "conditions.0.operator: must be one of eq, gt, gte, lt, lte",
    ],
    [
      "conditions of what is no number",
      group({ fields: [{ operator: "max", key: "data.a", name: "n", conditions: [] }] }),
      "aggregate.0.group.fields.0.conditions: go with count, sum, average only",
    ],
    [
      "a time without a format",
      group({ keys: [{ key: "createdAt", name: "day" }] }),
      "keys.0.key: created_at is a time, which no statistics give: name a dateFormat in a group's keys",
    ],
    [
      "a format of a text",
      group({ keys: [{ key: "name", name: "day", dateFormat: "%Y" }] }),
      "keys.0.key: name is no time, so it has no dateFormat",
    ],
    [
      "the newest time",
      group({ fields: [{ operator: "max", key: "updated_at", name: "n" }] }),
      "fields.0.key: updated_at is a time, which no statistics give",
    ],
    ["different times", { distinct: "collectionInfo" }, "distinct: collection_info has a time in it"],
    [
      "a projection of times",
      { aggregate: [{ project: { fields: [{ key: "created_at", name: "n" }] } }] },
      "project.fields.0.key: created_at is a time",
    ],
    [
      "the size of a text",
      { aggregate: [{ project: { fields: [{ key: "name", name: "n", operator: "size" }] } }] },
      "project.fields.0.key: name is nothing that size can take",
    ],
    [
      "an object of texts",
      group({ fields: [{ operator: "merge_objects", key: "name", name: "n" }] }),
      "fields.0.key: name is nothing that merge_objects can take",
    ],
    [
      "the objects themselves",
      { aggregate: [{ sort: [{ key: "name" }] }, { limit: 3 }] },
      "aggregate: must have one of the stages group, count, project: a list gives the objects themselves",
    ],
    [
      "a projection that is not there",
      { aggregate: [{ project: { fields: [{ key: "name", name: "n", operator: "len" }] } }] },
      "fields.0.operator: must be one of size",
    ],
    [
      "a group by a tag, which the service does not find",
      group({ keys: [{ key: "tags.aws.team", name: "team" }] }),
      "keys.0.key: the service finds no cloud services by their tags in groups",
    ],
    ["no limit", { aggregate: [{ limit: 0 }] }, "aggregate.0.limit: must be a whole number, 1 or more"],
    ["the values of what is not there", { distinct: "nme" }, "distinct: cloud services have no field nme"],
  ])("are refused with %s", (_, args, reason) => {
    expect(() => statistics(args)).toThrow(reason);
  });
});

describe("an analysis", () => {
  test("calls what it groups by as the program does, also in its order and selection", () => {
    const args = {
      groupBy: ["regionCode", "reference.resourceId", "provider"],
      fieldGroup: ["regionCode"],
      sort: [{ key: "regionCode" }, { key: "n", desc: true }],
      select: { region: "regionCode", twice: { operator: "add", fields: ["n", "n"] } },
    } as const;
    const wire = analysis(args);
    expect(wire).toEqual({
      fields: { n: { operator: "count" } },
      group_by: ["region_code", "reference.resource_id", "provider"],
      field_group: ["region_code"],
      sort: [{ key: "region_code" }, { key: "n", desc: true }],
      select: { region: "region_code", twice: { operator: "add", fields: ["n", "n"] } },
    });
    const { groupBy } = args;
    const row = { region_code: "kr", resource_id: "arn", provider: "aws", n: 2 };
    expect(namedAsGiven({ groupBy }, wire, row)).toEqual({
      regionCode: "kr",
      resource_id: "arn",
      provider: "aws",
      n: 2,
    });
    expect(namedAsGiven(args, wire, { region_code: 1 })).toEqual({ region_code: 1 });
  });

  test.each<[string, object, string]>([
    ["groups by a time", { groupBy: ["createdAt"] }, "groupBy.0: created_at is a time, which no statistics give"],
    [
      "a time of a group",
      { fields: { n: { operator: "max", key: "updated_at" } } },
      "fields.n.key: updated_at is a time",
    ],
    ["nothing to make", { fields: {} }, "fields: must have at least one member"],
    [
      "an operator that is not there",
      { fields: { n: { operator: "total" } } },
      "fields.n.operator: must be one of count",
    ],
    ["a sum of nothing", { fields: { n: { operator: "sum" } } }, "fields.n.key: must be the name of a field"],
    [
      "members that are not there",
      { fields: { n: { operator: "push", fields: { a: "nme" } } } },
      "fields.n.fields.a: cloud services have no field nme",
    ],
    [
      "two groups of one name",
      { groupBy: ["data.a.name", "data.b.name"] },
      "groupBy: two fields would both be called name",
    ],
    [
      "a selection that is not there",
      { select: { n: { operator: "mean", key: "n" } } },
      "select.n.operator: must be one of add",
    ],
    ["a selection of nothing", { select: { n: { operator: "sum" } } }, "select.n: must have either key or fields"],
    [
      "groups by a tag, which the service does not find",
      { groupBy: ["tags.custom.team"] },
      "groupBy.0: the service finds no cloud services by their tags in groups: list the objects and count them",
    ],
    ["an order without a name", { sort: [{ key: "" }] }, "sort.0.key: must be a name in the result"],
  ])("is refused with %s", (_, args, reason) => {
    expect(() => analysis(args)).toThrow(reason);
  });
});

describe("an export", () => {
  test("has tables of objects and of groups", () => {
    const search = {
      filter: [{ k: "provider", v: "aws", o: "=" }],
      fields: ["regionCode", { key: "name", name: "Name" }],
    };
    const analyze = { fields: { n: { operator: "count" } }, groupBy: ["provider"] };
    expect(tables({ name: "a", search }, { name: "b", title: "B", analyze })).toEqual([
      {
        name: "a",
        query_type: "SEARCH",
        search_query: {
          filter: [{ key: "provider", value: "aws", operator: "eq" }],
          fields: ["region_code", { key: "name", name: "Name" }],
          sort: [{ key: "cloud_service_id" }],
        },
      },
      {
        name: "b",
        title: "B",
        query_type: "ANALYZE",
        analyze_query: { fields: { n: { operator: "count" } }, group_by: ["provider"] },
      },
    ]);
  });

  test.each<[string, unknown, string]>([
    ["no content", { name: "a" }, "tables.0: give either search or analyze"],
    ["no name", { search: { fields: ["name"] } }, "tables.0.name: must be the name that the result has"],
    ["no columns", { name: "a", search: {} }, "tables.0.search.fields: must be a list of fields"],
    [
      "a column that is not there",
      { name: "a", search: { fields: ["nme"] } },
      "tables.0.search.fields.0: cloud services have no field nme",
    ],
    [
      "a mistyped part",
      { name: "a", search: { fields: ["name"], only: ["name"] } },
      "tables.0.search: only is no part of it",
    ],
    [
      "a wrong analysis",
      { name: "a", analyze: { fields: {} } },
      "tables.0.analyze.fields: must have at least one member",
    ],
  ])("is refused with %s", (_, table, reason) => {
    expect(() => tables(table)).toThrow(reason);
  });

  test("is refused without tables", () => {
    expect(() => tables()).toThrow("tables: must have at least one table");
  });
});
