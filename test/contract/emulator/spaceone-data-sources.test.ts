import { beforeEach, describe, expect, test } from "@jest/globals";
import { detailOf } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

const list = "/cost-analysis/data-source/list";
const appClaims = { iss: "spaceone.identity", typ: "CLIENT_SECRET", own: "APP", ver: "2.0" };

function adminToken(): Promise<string> {
  return running.client.mintToken({
    ...appClaims,
    did: running.emulator.spaceoneDomainId,
    wid: "*",
    rol: "DOMAIN_ADMIN",
  });
}

const plugin_info = { plugin_id: "plugin-1", metadata: { use_account_routing: false } };

beforeEach(async () => {
  const { spaceoneDomainId: domain_id, spaceoneWorkspaceId: workspace_id } = running.emulator;
  const permissions = { deny: ["data.Secret"] };
  const cost_data_keys = ["Blended", "Secret"];
  const schedule = { state: "ENABLED", hour: 3 };
  await running.client.seed({
    data_sources: [
      { data_source_id: "ds-c", name: "c", data_source_type: "LOCAL", workspace_id, domain_id },
      {
        data_source_id: "ds-b",
        name: "b",
        data_source_type: "EXTERNAL",
        provider: "aws",
        resource_group: "DOMAIN",
        workspace_id: "*",
        created_at: "2024-12-17T06:32:56.922Z",
        ...{ domain_id, permissions, cost_data_keys, schedule, plugin_info, tags: { a: "1" } },
      },
      { data_source_id: "ds-a", name: "a", data_source_type: "EXTERNAL", workspace_id: "workspace-other", domain_id },
      { data_source_id: "ds-d", name: "d", data_source_type: "EXTERNAL", workspace_id: "*", domain_id: "domain-other" },
    ],
  });
});

interface Listed {
  readonly results?: readonly Readonly<Record<string, unknown>>[];
  readonly total_count?: number;
}

async function listed(body: object, token?: string): Promise<Listed> {
  const answer = await running.client.spaceone(list, body, token);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body as Listed;
}

async function idsOf(body: object, token?: string): Promise<unknown[]> {
  return ((await listed(body, token)).results ?? []).map(({ data_source_id }) => data_source_id);
}

test("a data source has its published fields, a seeded state is not one", async () => {
  await running.client.seed({ data_sources: [{ data_source_id: "ds-e", name: "e", state: "ENABLED" }] });
  const { results = [], total_count } = await listed({});
  expect(total_count).toBe(3);
  expect(results[0]).toEqual({
    data_source_id: "ds-b",
    name: "b",
    data_source_type: "EXTERNAL",
    permissions: { deny: ["data.Secret"] },
    provider: "aws",
    secret_type: "MANUAL",
    plugin_info: { plugin_id: "plugin-1", options: {}, metadata: { use_account_routing: false }, upgrade_mode: "AUTO" },
    schedule: { state: "ENABLED", hour: 3 },
    template: {},
    tags: { a: "1" },
    cost_data_keys: ["Blended"],
    resource_group: "DOMAIN",
    domain_id: running.emulator.spaceoneDomainId,
    workspace_id: "*",
    created_at: "2024-12-17T06:32:56.922Z",
  });
  expect(results[2]).not.toHaveProperty("state");
});

describe("a list of data sources", () => {
  test("has those of the workspace and of the domain, by name", async () => {
    expect(await idsOf({})).toEqual(["ds-b", "ds-c"]);
    expect(await idsOf({ workspace_id: "workspace-other" })).toEqual(["ds-b", "ds-c"]);
    const admin = await adminToken();
    expect(await idsOf({}, admin)).toEqual(["ds-a", "ds-b", "ds-c"]);
    expect(await idsOf({ workspace_id: "workspace-other" }, admin)).toEqual(["ds-a", "ds-b"]);
  });

  test.each<[object, string[]]>([
    [{ data_source_id: "ds-c" }, ["ds-c"]],
    [{ name: "b" }, ["ds-b"]],
    [{ provider: "aws" }, ["ds-b"]],
    [{ data_source_type: "LOCAL" }, ["ds-c"]],
    [{ data_source_type: "EXTERNAL" }, ["ds-b"]],
    [{ query: { keyword: "DS-C" } }, ["ds-c"]],
    [{ query: { filter: [{ k: "schedule.hour", v: 3, o: "eq" }] } }, ["ds-b"]],
    [{ query: { sort: [{ key: "name", desc: true }] } }, ["ds-c", "ds-b"]],
    [{ query: { page: { start: 2, limit: 1 } } }, ["ds-c"]],
    // The service looks tags up as if they were a list.
    [{ query: { filter: [{ k: "tags.a", v: "1", o: "eq" }] } }, []],
  ])("%j", async (body, ids) => {
    expect(await idsOf(body)).toEqual(ids);
  });

  test("has no limit of its own", async () => {
    const data_sources = Array.from({ length: 1100 }, (_, n) => ({
      data_source_id: `ds-${String(n)}`,
      name: String(n),
    }));
    await running.client.seed({ data_sources });
    expect(await idsOf({})).toHaveLength(1102);
  });

  test("can be reduced to some fields", async () => {
    const defaults = { secret_type: "MANUAL", template: {}, tags: {} };
    expect((await listed({ query: { only: ["provider"] } })).results).toEqual([
      { name: "b", provider: "aws", ...defaults },
      { name: "c", ...defaults },
    ]);
    const minimal = await listed({ query: { minimal: true, page: { limit: 1 } } });
    expect(Object.keys(minimal.results?.[0] ?? {})).toEqual(
      "data_source_id name data_source_type provider secret_type schedule template tags workspace_id".split(" "),
    );
  });

  test("of a workspace's connected ones is empty where the caller may not see that workspace", async () => {
    const { spaceoneWorkspaceId: own } = running.emulator;
    expect(await listed({ connected_workspace_id: "workspace-other" })).toEqual({});
    expect(await idsOf({ connected_workspace_id: own })).toEqual(["ds-b", "ds-c"]);
    const routing = { plugin_id: "plugin-1", metadata: { use_account_routing: true } };
    const source = {
      name: "b",
      resource_group: "DOMAIN",
      workspace_id: "*",
      domain_id: running.emulator.spaceoneDomainId,
    };
    await running.client.seed({ data_sources: [{ data_source_id: "ds-b", ...source, plugin_info: routing }] });
    expect(await idsOf({ connected_workspace_id: own })).toEqual(["ds-c"]);
  });
});

describe("the denied keys", () => {
  const only = (...names: string[]) => ({ data_source_id: "ds-b", query: { only: names } });

  test("are told to an administrator of the domain only", async () => {
    const keys = async (body: object, token?: string) => (await listed(body, token)).results?.[0]?.["cost_data_keys"];
    expect(await keys(only("cost_data_keys", "permissions"))).toEqual(["Blended"]);
    expect(await keys(only("cost_data_keys"), await adminToken())).toEqual(["Blended", "Secret"]);
  });

  test("make the permissions necessary where the keys are asked for", async () => {
    const reason = "when you want to get 'cost_data_keys', you must include 'permissions' field in 'only' field.";
    const message = ` Parameter is invalid. (key = permissions, reason = ${reason})`;
    expect(detailOf(await running.client.spaceone(list, only("cost_data_keys")))).toEqual({
      status: 400,
      detail: { code: "ERROR_INVALID_PARAMETER", message },
    });
  });
});

test("the type of a warehouse is unknown to the gateway", async () => {
  const { status, detail } = detailOf(await running.client.spaceone(list, { data_source_type: "WAREHOUSE" }));
  const { code, message } = detail as { code: string; message: string };
  expect([status, code]).toEqual([500, "ERROR_UNKNOWN"]);
  const type = "spaceone.api.cost_analysis.v1.DataSourceQuery.DataSourceType";
  expect(message).toContain(`Invalid enum value WAREHOUSE for enum type ${type} at DataSourceQuery.data_source_type`);
});

test("one data source can be read, from its own workspace and where it is the domain's", async () => {
  const get = (data_source_id: string) => running.client.spaceone("/cost-analysis/data-source/get", { data_source_id });
  expect((await get("ds-b")).body).toMatchObject({ name: "b", cost_data_keys: ["Blended"] });
  expect((await get("ds-c")).body).toMatchObject({ name: "c" });
  const { spaceoneDomainId: did, spaceoneWorkspaceId: wid } = running.emulator;
  const { status, detail } = detailOf(await get("ds-a"));
  const keys = "('data_source_id', 'domain_id', 'workspace_id')";
  expect([status, (detail as { message: string }).message]).toEqual([
    404,
    ` Resource cannot be found or access is denied. (${keys} = ('ds-a', '${did}', ['${wid}', '*']))`,
  ]);
});

test("statistics of data sources are those of the list", async () => {
  const stat = (query: object) => running.client.spaceone("/cost-analysis/data-source/stat", { query });
  expect((await stat({ distinct: "name" })).body).toEqual({ results: ["b", "c"] });
  const aggregate = [
    { group: { keys: [{ key: "data_source_type", name: "type" }], fields: [{ name: "c", operator: "count" }] } },
  ];
  expect((await stat({ aggregate, keyword: "b" })).body).toEqual({ results: [{ c: 1, type: "EXTERNAL" }] });
});

test("data sources and costs are in the state as they were seeded, and gone after a reset", async () => {
  const { client } = running;
  await client.seed({ costs: [{ cost_id: "cost-1", cost: 1, note: "free" }] });
  const { spaceone } = await client.state();
  expect(spaceone.costs).toEqual([{ cost_id: "cost-1", cost: 1, note: "free" }]);
  expect(spaceone.dataSources).toHaveLength(4);
  await client.reset();
  const after = (await client.state()).spaceone;
  expect([after.costs, after.dataSources]).toEqual([[], []]);
});
