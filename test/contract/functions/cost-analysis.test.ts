import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import { listCostDataSources, listCosts, listCostsOutput, where } from "../../../provider/index";
import { useEmulator } from "../../support/in-process-emulator";
import { seen, useProgram } from "../../support/program";

const running = useEmulator();
useProgram(() => running.emulator);

const dataSources = "/cost-analysis/data-source/list";
const costs = "/cost-analysis/cost/list";

beforeEach(() => {
  pulumi.runtime.setConfig("scp:maxRetries", "0");
});

afterEach(() => {
  jest.restoreAllMocks();
});

/** The next replies to a path, one after the other. */
async function answer(path: string, ...bodies: readonly object[]): Promise<void> {
  for (const body of bodies) await running.client.addFault({ path, fault: { status: 200, body } });
}
const fail = (path: string, status: number, code: string, times = 1): Promise<void> =>
  running.client.addFault({ path, times, fault: { status, body: { detail: { code, message: " no" } } } });
const sent = async (): Promise<{ path: string; body: object }[]> =>
  (await running.client.requests()).map(({ path, body }) => ({ path, body: body as object }));
const nonsense = (args: object): never => args as never;
const byId = { key: "cost_id" };

/** Collects the warnings of the program. */
function warnings(): string[] {
  const said: string[] = [];
  jest.spyOn(console, "error").mockImplementation((line: unknown) => void said.push(String(line)));
  return said;
}

const cost = (id: string, fields: object = {}) => ({
  cost_id: id,
  provider: "aws",
  product: "AmazonEC2",
  tags: {},
  additional_info: { "Account ID": "1" },
  data: {},
  data_source_id: "ds-1",
  billed_date: "2024-12-16",
  ...fields,
});

describe("data sources", () => {
  const secretData = "hush-hush-hush";
  const source = {
    data_source_id: "ds-1",
    name: "AWS",
    data_source_type: "EXTERNAL",
    secret_type: "MANUAL",
    plugin_info: { plugin_id: "plugin-1", version: "1.0", options: {}, metadata: {}, secret_data: { key: secretData } },
    schedule: { state: "ENABLED", hour: 16 },
    template: {},
    tags: { a: "b" },
    cost_data_keys: ["Actual Cost"],
    connected_workspace_count: 2,
    resource_group: "DOMAIN",
    workspace_id: "*",
    domain_id: "domain-1",
    created_at: "2024-01-01T00:00:00.000Z",
    updated_at: "2024-01-02T00:00:00.000Z",
  };

  test("are shown in this package's words, without what is secret", async () => {
    await answer(dataSources, { results: [source], total_count: 1 });
    const [found] = await listCostDataSources({ dataSourceType: "EXTERNAL", filter: [{ k: "name", v: "aws" }] });
    expect(found).toMatchObject({
      id: "ds-1",
      dataSourceId: "ds-1",
      name: "AWS",
      dataSourceType: "EXTERNAL",
      pluginInfo: { pluginId: "plugin-1", version: "1.0", options: {}, metadata: {} },
      schedule: { state: "ENABLED", hour: 16 },
      costDataKeys: ["Actual Cost"],
      connectedWorkspaceCount: 2,
      resourceGroup: "DOMAIN",
      domainId: "domain-1",
    });
    expect(found).not.toHaveProperty("workspaceId");
    expect(JSON.stringify(found)).not.toContain(secretData);
    expect((await sent())[0]?.body).toEqual({
      data_source_type: "EXTERNAL",
      query: {
        filter: [{ key: "name", value: "aws", operator: "contain" }],
        sort: [{ key: "data_source_id" }],
        page: { start: 1, limit: 1000 },
      },
    });
  });

  test("may be none: the service then answers nothing", async () => {
    await answer(dataSources, {});
    expect(await listCostDataSources()).toEqual([]);
  });

  test("tell the keys of their data to an administrator only together with permissions", async () => {
    await expect(listCostDataSources({ only: ["costDataKeys"] })).rejects.toThrow(
      "the SpaceONE token has the role WORKSPACE_OWNER, which may ask for costDataKeys only together with permissions",
    );
    expect(await sent()).toEqual([]);
    await answer(dataSources, { results: [source], total_count: 1 });
    expect(await listCostDataSources({ only: ["cost_data_keys", "permissions"] })).toEqual([
      { id: "ds-1", dataSourceId: "ds-1", permissions: {}, costDataKeys: ["Actual Cost"] },
    ]);
  });

  test("of a type that the service cannot list are refused before any call", async () => {
    const warehouse = nonsense({ dataSourceType: "WAREHOUSE" });
    await expect(listCostDataSources(warehouse)).rejects.toThrow('dataSourceType: must be "LOCAL" or "EXTERNAL"');
    await expect(listCostDataSources({ only: nonsense(["plugin_info.secret_data"]) })).rejects.toThrow("plugin_info");
    expect(await sent()).toEqual([]);
  });
});

describe("costs", () => {
  test("of a data source and a day are found as the guide asks for them", async () => {
    const filter = [
      { key: "data_source_id", value: "ds-1", operator: "eq" },
      { key: "billed_date", value: "2024-12-16", operator: "eq" },
    ] as const;
    await answer(costs, {
      results: [cost("cost-1", { cost: 1.5, usage_quantity: 2 }), cost("cost-2")],
      total_count: 2,
    });
    const found = await listCosts({ filter });
    expect(found.map(({ id, cost: amount, usageQuantity }) => [id, amount, usageQuantity])).toEqual([
      ["cost-1", 1.5, 2],
      ["cost-2", 0, 0],
    ]);
    expect(found[0]).toMatchObject({
      product: "AmazonEC2",
      additionalInfo: { "Account ID": "1" },
      billedDate: "2024-12-16",
    });
    expect(found[0]).not.toHaveProperty("regionCode");
    const page = { start: 1, limit: 1000 };
    expect(await sent()).toEqual([
      { path: costs, body: { data_source_id: "ds-1", query: { filter, sort: [byId], page } } },
    ]);
  });

  test("of days are those that a condition finds, since the service ignores the value", async () => {
    await answer(costs, {});
    const args = { dataSourceIds: ["ds-1"], billedYear: "2024", billedMonth: "2024-12", product: "EC2" };
    expect(await listCosts({ ...args, filter: [where("cost").gt(100)] })).toEqual([]);
    expect((await sent())[0]?.body).toEqual({
      data_source_id: "ds-1",
      product: "EC2",
      query: {
        filter: [
          { key: "cost", value: 100, operator: "gt" },
          { key: "billed_year", value: "2024", operator: "eq" },
          { key: "billed_month", value: "2024-12", operator: "eq" },
        ],
        sort: [byId],
        page: { start: 1, limit: 1000 },
      },
    });
  });

  test("of all data sources are asked of each on its own, in blocks", async () => {
    await answer(dataSources, { results: [{ data_source_id: "ds-1" }, { data_source_id: "ds-2" }], total_count: 2 });
    const many = (first: number, count: number) =>
      Array.from({ length: count }, (_, n) => cost(`cost-${String(first + n)}`));
    await answer(costs, { results: many(0, 1000), total_count: 1001 }, { results: many(1000, 1), total_count: 1001 });
    await answer(costs, { results: [cost("other", { cost: 3 })], total_count: 1 });
    const amounts = listCostsOutput({ only: ["cost"] }).apply((all) => all.length);
    expect(await seen(amounts)).toEqual({ value: 1002, isKnown: true, isSecret: false });
    const requests = (await sent()).map(({ body }) => body as { data_source_id?: string; query: { page: object } });
    expect(requests.map(({ data_source_id: id, query: { page } }) => [id, page])).toEqual([
      [undefined, { start: 1, limit: 1000 }],
      ["ds-1", { start: 1, limit: 1000 }],
      ["ds-1", { start: 1001, limit: 1000 }],
      ["ds-2", { start: 1, limit: 1000 }],
    ]);
  });

  test("of a data source that fails are left out with a warning, and the others are there", async () => {
    const said = warnings();
    await answer(costs, { results: [cost("cost-1")], total_count: 1 });
    await fail(costs, 500, "ERROR_UNKNOWN");
    await answer(costs, { results: [cost("cost-3")], total_count: 1 });
    const ids: string[] = [];
    for await (const { id } of listCosts({ dataSourceIds: ["ds-1", "ds-2", "ds-3"] })) ids.push(id);
    expect(ids).toEqual(["cost-1", "cost-3"]);
    expect(said.join("")).toMatch(
      /listCosts: the costs of the data source ds-2 are left out: cannot list the costs: .*HTTP 500 ERROR_UNKNOWN/,
    );
    expect(said.join("")).not.toContain("ds-3");
  });

  test("of data sources that the service cannot list are left out, and those of all others are found", async () => {
    const said = warnings();
    await running.client.seed({
      data_sources: [
        {
          data_source_id: "ds-warehouse",
          name: "a",
          data_source_type: "WAREHOUSE",
          warehouse_info: { type: "DATABRICKS" },
        },
        { data_source_id: "ds-aws", name: "b", data_source_type: "EXTERNAL" },
        { data_source_id: "ds-local", name: "c", data_source_type: "LOCAL" },
        { data_source_id: "ds-gcp", name: "d", data_source_type: "EXTERNAL" },
      ],
      costs: [
        { cost_id: "cost-1", data_source_id: "ds-aws", cost: 2, billed_date: "2024-12-16" },
        { cost_id: "cost-2", data_source_id: "ds-gcp", cost: 3, billed_date: "2024-12-16" },
        { cost_id: "cost-3", data_source_id: "ds-gcp", cost: 5, billed_date: "2024-12-17" },
      ],
    });
    const found = await listCosts({ billedDate: "2024-12-16" });
    expect(found.map(({ id, cost: amount }) => [id, amount])).toEqual([
      ["cost-1", 2],
      ["cost-2", 3],
    ]);
    expect(said.join("")).toContain("the costs of the data source ds-warehouse are left out: cannot list the costs");
    expect(said.join("")).toContain("the costs of the data source ds-local are left out: cannot list the costs");
  });

  test("fail where all data sources do, or the token is refused, or there is no service", async () => {
    warnings();
    await fail(costs, 500, "ERROR_UNKNOWN", 2);
    await expect(listCosts({ dataSourceIds: ["ds-1", "ds-2"] })).rejects.toThrow("listCosts: cannot list the costs");
    await fail(costs, 401, "ERROR_AUTHENTICATE_FAILURE");
    await expect(listCosts({ dataSourceIds: ["ds-1", "ds-2"] })).rejects.toThrow("HTTP 401");
    await fail(dataSources, 500, "ERROR_UNKNOWN");
    await expect(listCosts()).rejects.toThrow("data-source/list: HTTP 500");
    await running.client.addFault({ path: costs, fault: { drop: "before" } });
    await expect(listCosts({ dataSourceIds: ["ds-1", "ds-2"] })).rejects.toThrow("listCosts: cannot list the costs");
    expect(await sent()).toHaveLength(5);
  });

  test.each<[string, object, string]>([
    ["no data source", { dataSourceIds: [] }, "dataSourceIds: must have at least one id"],
    ["a day in words", { billedDate: "yesterday" }, "billedDate: must be YYYY-MM-DD"],
    ["a part of the costs of all data sources", { page: { limit: 10 } }, "page: each data source has pages of its own"],
    [
      "a part of those of two",
      { page: { limit: 1 }, dataSourceIds: ["ds-1", "ds-2"] },
      "name one of them in dataSourceIds",
    ],
    ["a field that is not there", { filter: [where("amount").gt(1)] }, "costs have no field amount"],
  ])("of %s are refused before any call", async (_, args, reason) => {
    await expect(listCosts(nonsense(args))).rejects.toThrow(/^listCosts: /);
    await expect(listCosts(nonsense(args))).rejects.toThrow(reason);
    expect(await sent()).toEqual([]);
  });
});
