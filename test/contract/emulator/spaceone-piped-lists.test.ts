import { beforeEach, describe, expect, test } from "@jest/globals";
import { detailOf } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";
import { createThreeServices } from "../../support/three-services";

const running = useEmulator();

const list = "/inventory/cloud-service/list";

beforeEach(() => createThreeServices(running.client));

interface Listed {
  readonly results?: readonly Readonly<Record<string, unknown>>[];
  readonly total_count?: number;
}

async function listed(query: object): Promise<Listed> {
  return (await running.client.spaceone(list, { query })).body as Listed;
}

/** What a list answers of fields that were not asked for. */
const defaults = { state: "ACTIVE", tags: {}, tag_keys: {}, collection_info: {} };

describe("a list is unwound", () => {
  test("into one record for each item", async () => {
    const query = { unwind: { path: "data.ls" }, only: ["name", "data.ls"] };
    expect(await listed(query)).toEqual({
      total_count: 2,
      results: [
        { name: "w1", data: { ls: [{ id: "i1", v: 1 }] }, ...defaults },
        { name: "w1", data: { ls: [{ id: "i2", v: 2 }] }, ...defaults },
      ],
    });
  });

  test("and sorted and cut into pages after that", async () => {
    const query = { unwind: { path: "ip_addresses" }, only: ["ip_addresses"] };
    const sorted = { ...query, sort: [{ key: "ip_addresses", desc: true }], page: { limit: 1 } };
    const { results, total_count } = await listed(sorted);
    expect(results?.map(({ ip_addresses }) => ip_addresses)).toEqual([["5.6.7.8"]]);
    expect(total_count).toBe(2);
  });

  test.each<[object, string[]]>([
    [{ k: "ip_addresses", v: "1.2.3.4", o: "eq" }, ["1.2.3.4"]],
    [{ k: "ip_addresses", v: "1.2.3.4", o: "not" }, ["5.6.7.8"]],
    [{ key: "ip_addresses", value: ["5.6.7.8"], operator: "in" }, ["5.6.7.8"]],
    [{ k: "ip_addresses", v: ["5.6.7.8"], o: "not_in" }, ["1.2.3.4"]],
    [{ k: "ip_addresses", v: "6.7", o: "contain" }, ["5.6.7.8"]],
    [{ k: "ip_addresses", v: "6.7", o: "not_contain" }, ["1.2.3.4"]],
    [{ k: "ip_addresses", v: ["6.7", "2.3"], o: "contain_in" }, ["1.2.3.4", "5.6.7.8"]],
    [{ k: "ip_addresses", v: ["6.7", "2.3"], o: "not_contain_in" }, []],
  ])("with the condition %j for its items", async (condition, expected) => {
    const query = { unwind: { path: "ip_addresses", filter: [condition] }, only: ["ip_addresses"] };
    const { results = [] } = await listed(query);
    expect(results.map(({ ip_addresses }) => ip_addresses)).toEqual(expected.map((address) => [address]));
  });

  test("where the words of a condition are patterns, and upper and lower case differ", async () => {
    const found = async (v: string) => {
      const unwind = { path: "data.ls", filter: [{ k: "data.ls.id", v, o: "contain" }] };
      return (await listed({ unwind, only: ["name"] })).total_count ?? 0;
    };
    expect([await found("i."), await found("I1"), await found("i2")]).toEqual([2, 0, 1]);
  });

  test("of secrets, whose number is told only with a limit", async () => {
    const { client } = running;
    await client.spaceone("/secret/secret/create", {
      name: "n",
      data: {},
      resource_group: "WORKSPACE",
      tags: { a: [1, 2] },
    });
    const query = { unwind: { path: "tags.a" }, only: ["name", "tags.a"] };
    const results = [
      { name: "n", tags: { a: [1] } },
      { name: "n", tags: { a: [2] } },
    ];
    const path = "/secret/secret/list";
    expect((await client.spaceone(path, { query })).body).toEqual({ results });
    expect((await client.spaceone(path, { query: { ...query, page: { limit: 9 } } })).body).toEqual({
      results,
      total_count: 2,
    });
  });
});

test("empty parts of a query are as if they were not sent", async () => {
  const query = { unwind: {}, lookup: [], add_fields: {}, count_only: true };
  expect(await listed(query)).toEqual({ total_count: 3 });
});

test("fields are added to records", async () => {
  const add_fields = { account: { if: { __eq: ["$name", "w2"] }, then: "second", else: "other" } };
  const { results = [] } = await listed({ add_fields, only: ["account"] });
  expect(results.map(({ account }) => account)).toEqual(["other", "second", "other"]);
});

test("records of another collection are looked up", async () => {
  const { client, emulator } = running;
  const place = { domain_id: emulator.spaceoneDomainId, workspace_id: emulator.spaceoneWorkspaceId };
  await client.seed({
    regions: [{ region_id: "region-1", region_code: "r1", provider: "aws", name: "Seoul", ...place }],
  });
  const lookup = [{ from: "region", localField: "region_code", foreignField: "region_code", as: "data.regions" }];
  const { results = [] } = await listed({ lookup, only: ["data.regions.name"] });
  expect(results.map(({ data }) => data)).toEqual([{ regions: [] }, { regions: [{ name: "Seoul" }] }, { regions: [] }]);
});

describe("is refused", () => {
  const project = "Invalid $project :: caused by :: Path collision at name.x";
  test.each<[object, string]>([
    [{ unwind: { path: "data.ls" } }, "unwind option requires only option."],
    [{ unwind: { filter: [{ k: "name", v: "a", o: "eq" }] }, only: ["name"] }, "unwind option should have path key."],
    [{ unwind: { path: "name" }, only: ["name", "name.x"] }, `Database query failed. (reason = ${project})`],
    [
      { add_fields: { name: "x" } },
      `Failed to convert pipeline result: The fields "{'_id'}" do not exist on the document "CloudService"`,
    ],
    [
      { add_fields: { zz: "x" }, only: ["name", "zz"] },
      `Failed to convert pipeline result: The fields "{'zz'}" do not exist on the document "CloudService"`,
    ],
    [{ lookup: [{}], only: ["name"] }, "Must specify 'from' field for a $lookup"],
  ])("%j", async (query, reason) => {
    const detail = { code: "ERROR_DB_QUERY", message: ` Database query failed. (reason = ${reason})` };
    expect(detailOf(await running.client.spaceone(list, { query }))).toEqual({ status: 500, detail });
  });
});

describe("a region and a type", () => {
  const found = async (k: string, o: string, v: unknown) => {
    const { results = [] } = await listed({ filter: [{ k, v, o }], only: ["name"] });
    return results.map(({ name }) => name);
  };

  beforeEach(async () => {
    const { client, emulator } = running;
    const place = { domain_id: emulator.spaceoneDomainId, workspace_id: emulator.spaceoneWorkspaceId };
    const type = { provider: "aws", group: "KMS", labels: ["Security"], is_primary: true, ...place };
    await client.seed({
      regions: [
        { region_id: "region-1", region_code: "r1", provider: "aws", name: "Seoul", ...place },
        { region_id: "region-2", region_code: "r1", provider: "aws", name: "Busan", ...place, workspace_id: "other" },
      ],
      cloud_service_types: [{ cloud_service_type_id: "cloud-svc-type-1", name: "Key", ...type }],
    });
  });

  test.each<[string, string, unknown, string[]]>([
    ["ref_region.name", "eq", "Seoul", ["w2"]],
    ["ref_region.name", "contain", "seo", ["w2"]],
    ["ref_region.name", "eq", "Busan", []],
    ["ref_region.name", "not", "Seoul", ["w1", "x3"]],
    ["ref_region.name", "not_in", ["Seoul"], ["w1", "x3"]],
    ["ref_region.name", "eq", null, ["w1", "x3"]],
    ["ref_region.name", "not", null, ["w2"]],
    ["ref_region", "eq", null, ["w1", "x3"]],
    ["ref_cloud_service_type.labels", "eq", "Security", ["w1", "x3"]],
    ["ref_cloud_service_type.is_primary", "eq", true, ["w1", "x3"]],
    ["ref_cloud_service_type.name", "in", ["Key", "Other"], ["w1", "x3"]],
  ])("are found by a condition: %s %s %j", async (k, o, v, names) => {
    expect(await found(k, o, v)).toEqual(names);
  });

  test("have only the fields of their own kind", async () => {
    const answer = await running.client.spaceone(list, {
      query: { filter: [{ k: "ref_region.nope", v: "x", o: "eq" }] },
    });
    const message = ' Database query failed. (reason = Cannot resolve field "nope")';
    expect(detailOf(answer)).toEqual({ status: 500, detail: { code: "ERROR_DB_QUERY", message } });
  });
});
