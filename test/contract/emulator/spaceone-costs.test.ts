import { beforeEach, describe, expect, test } from "@jest/globals";
import { detailOf } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

const costList = "/cost-analysis/cost/list";
const appClaims = { iss: "spaceone.identity", typ: "CLIENT_SECRET", own: "APP", ver: "2.0" };

function place() {
  const { spaceoneDomainId: domain_id, spaceoneWorkspaceId: workspace_id } = running.emulator;
  return { domain_id, workspace_id };
}

function tokenOf(rol: string, more: object = {}): Promise<string> {
  const { domain_id: did, workspace_id: wid } = place();
  return running.client.mintToken({ ...appClaims, did, wid: rol === "DOMAIN_ADMIN" ? "*" : wid, rol, ...more });
}

const plugin_info = { plugin_id: "plugin-1", metadata: {} };

beforeEach(async () => {
  const { domain_id } = place();
  const source = { name: "billing", data_source_type: "EXTERNAL", plugin_info, workspace_id: "*", domain_id };
  const data = { Blended: 3, Secret: 9, deep: { inner: 1, outer: 2 } };
  await running.client.seed({
    data_sources: [
      {
        data_source_id: "ds-1",
        permissions: { deny: ["usage_quantity", "data.Secret", "data.deep.inner", "data.Free", "data.nope", "nope"] },
        ...source,
      },
      { data_source_id: "ds-2", ...source },
      { data_source_id: "ds-other", ...source, domain_id: "domain-other" },
      { data_source_id: "ds-local", ...source, data_source_type: "LOCAL", plugin_info: undefined },
      { data_source_id: "ds-house", ...source, data_source_type: "WAREHOUSE", warehouse_info: { type: "DATABRICKS" } },
    ],
    costs: [
      {
        cost_id: "cost-1",
        cost: 1.5,
        usage_quantity: 2,
        provider: "aws",
        product: "EC2",
        data,
        ...billed("2024-12-16"),
      },
      {
        cost_id: "cost-2",
        cost: 0,
        usage_quantity: 0,
        provider: "aws",
        project_id: "project-1",
        ...billed("2024-12-17"),
      },
      { cost_id: "cost-3", cost: 7, provider: "google", project_id: "project-2", ...billed("2025-01-01") },
      { cost_id: "cost-4", cost: 9, ...billed("2025-01-02"), workspace_id: "workspace-other" },
      { cost_id: "cost-5", cost: 9, ...billed("2025-01-03"), data_source_id: "ds-2" },
    ],
  });
});

function billed(billed_date: string) {
  return { data_source_id: "ds-1", billed_date, ...place() };
}

async function idsOf(body: object, token?: string): Promise<unknown> {
  const answer = await running.client.spaceone(costList, { data_source_id: "ds-1", ...body }, token);
  if (answer.status !== 200) throw new Error(answer.text);
  return (answer.body as { results?: { cost_id: string }[] }).results?.map(({ cost_id }) => cost_id);
}

test("a cost has its published fields; a zero cost and empty texts are left out", async () => {
  const answer = await running.client.spaceone(costList, { data_source_id: "ds-1" }, await tokenOf("DOMAIN_ADMIN"));
  const { results, total_count } = answer.body as { results: object[]; total_count: number };
  const maps = { tags: {}, additional_info: {} };
  expect(total_count).toBe(4);
  expect(results.slice(0, 2)).toEqual([
    {
      cost_id: "cost-1",
      cost: 1.5,
      usage_quantity: 2,
      provider: "aws",
      product: "EC2",
      ...maps,
      data: { Blended: 3, Secret: 9, deep: { inner: 1, outer: 2 } },
      ...billed("2024-12-16"),
      billed_year: "2024",
      billed_month: "2024-12",
    },
    {
      cost_id: "cost-2",
      provider: "aws",
      ...maps,
      data: {},
      project_id: "project-1",
      ...billed("2024-12-17"),
      billed_year: "2024",
      billed_month: "2024-12",
    },
  ]);
});

test.each(["WORKSPACE_OWNER", "WORKSPACE_MEMBER"])("a %s does not see the values of the denied fields", async (rol) => {
  const token = await tokenOf(rol, { projects: ["project-1", "project-2", ""] });
  const query = { filter: [{ k: "cost_id", v: "cost-1", o: "eq" }] };
  await running.client.seed({
    costs: [
      {
        cost_id: "cost-1",
        cost: 1.5,
        usage_quantity: 2,
        data: { Secret: 9, deep: { inner: 1, outer: 2 }, Free: 0 },
        project_id: "project-1",
        ...billed("2024-12-16"),
      },
    ],
  });
  const { body } = await running.client.spaceone(costList, { data_source_id: "ds-1", query }, token);
  const [cost] = (body as { results: Record<string, unknown>[] }).results;
  expect(cost).toMatchObject({ cost: 1.5 });
  expect(cost?.["data"]).toEqual({ Secret: null, deep: { inner: null, outer: 2 }, Free: 0 });
  expect(cost).not.toHaveProperty("usage_quantity");
});

describe("a list of costs", () => {
  test("has those of the caller's workspace, and of a member's projects", async () => {
    expect(await idsOf({})).toEqual(["cost-1", "cost-2", "cost-3"]);
    expect(await idsOf({}, await tokenOf("DOMAIN_ADMIN"))).toEqual(["cost-1", "cost-2", "cost-3", "cost-4"]);
    expect(await idsOf({ workspace_id: "workspace-other" }, await tokenOf("DOMAIN_ADMIN"))).toEqual(["cost-4"]);
    expect(await idsOf({ workspace_id: "workspace-other" })).toEqual(["cost-1", "cost-2", "cost-3"]);
    expect(await idsOf({}, await tokenOf("WORKSPACE_MEMBER", { projects: ["project-2"] }))).toEqual(["cost-3"]);
    expect(await idsOf({}, await tokenOf("WORKSPACE_MEMBER", { projects: [] }))).toBeUndefined();
  });

  test.each<[object, string[] | undefined]>([
    [{ provider: "aws" }, ["cost-1", "cost-2"]],
    [{ product: "EC2" }, ["cost-1"]],
    [{ cost_id: "cost-3" }, ["cost-3"]],
    [{ project_id: "project-2" }, ["cost-3"]],
    [{ query: { keyword: "COST-2 cost-3" } }, ["cost-2", "cost-3"]],
    [{ query: { filter: [{ k: "billed_date", v: "2024-12-17", o: "eq" }] } }, ["cost-2"]],
    [{ query: { filter: [{ k: "billed_date", v: "2024-12-17", o: "gte" }] } }, ["cost-2", "cost-3"]],
    [{ query: { filter: [{ k: "billed_month", v: "2024-12", o: "eq" }] } }, ["cost-1", "cost-2"]],
    [{ query: { filter: [{ k: "billed_year", v: "2025", o: "lt" }] } }, ["cost-1", "cost-2"]],
    [{ query: { filter: [{ k: "data.Blended", v: 1, o: "gt" }] } }, ["cost-1"]],
    [{ query: { sort: [{ key: "cost", desc: true }] } }, ["cost-3", "cost-1", "cost-2"]],
    [{ query: { page: { start: 2, limit: 1 } } }, ["cost-2"]],
    // The service ignores these.
    [{ billed_date: "1999-01-01", billed_month: "1999-01", billed_year: "1999" }, ["cost-1", "cost-2", "cost-3"]],
  ])("%j", async (body, ids) => {
    expect(await idsOf(body)).toEqual(ids);
  });

  test("knows the projects of a group", async () => {
    await running.client.seed({ projects: [{ project_id: "project-2", project_group_id: "pg-1", ...place() }] });
    expect(await idsOf({ project_group_id: "pg-1" })).toEqual(["cost-3"]);
  });

  test("has at most 1000 on a page", async () => {
    const costs = Array.from({ length: 1001 }, (_, n) => ({
      cost_id: `cost-${String(n)}`,
      cost: 1,
      ...billed("2024-12-16"),
      data_source_id: "ds-2",
    }));
    await running.client.seed({ costs });
    for (const query of [{}, { page: { limit: 5000 } }]) {
      const { body } = await running.client.spaceone(costList, { data_source_id: "ds-2", query });
      const { results, total_count } = body as { results: unknown[]; total_count: number };
      expect([results.length, total_count]).toEqual([1000, 1001]);
    }
  });

  test("can be reduced to some fields, and to their number", async () => {
    const call = async (query: object) =>
      (await running.client.spaceone(costList, { data_source_id: "ds-1", query })).body;
    const page = { limit: 1 };
    expect(await call({ count_only: true })).toEqual({ total_count: 3 });
    const maps = { tags: {}, additional_info: {}, data: {} };
    expect(await call({ only: ["cost_id"], page })).toEqual({
      total_count: 3,
      results: [{ cost_id: "cost-1", ...maps }],
    });
    const few = { cost: 1.5, provider: "aws", product: "EC2", data_source_id: "ds-1", billed_date: "2024-12-16" };
    expect(await call({ minimal: true, page })).toEqual({
      total_count: 3,
      results: [{ cost_id: "cost-1", ...few, ...maps }],
    });
  });
});

describe("is refused", () => {
  const notFound = (id: string) =>
    ` Resource cannot be found or access is denied. (('data_source_id', 'domain_id') = ('${id}', '${place().domain_id}'))`;

  test.each<[object, () => { status: number; code: string; message: string }]>([
    [
      {},
      () => ({ status: 400, code: "ERROR_REQUIRED_PARAMETER", message: " Required parameter. (key = data_source_id)" }),
    ],
    [
      { query: { filter: [{ key: "data_source_id", value: "ds-1", operator: "eq" }] } },
      () => ({ status: 400, code: "ERROR_REQUIRED_PARAMETER", message: " Required parameter. (key = data_source_id)" }),
    ],
    [{ data_source_id: "ds-nope" }, () => ({ status: 404, code: "ERROR_NOT_FOUND", message: notFound("ds-nope") })],
    [{ data_source_id: "ds-other" }, () => ({ status: 404, code: "ERROR_NOT_FOUND", message: notFound("ds-other") })],
    [
      { data_source_id: "ds-local" },
      () => ({ status: 500, code: "ERROR_UNKNOWN", message: " 'NoneType' object has no attribute 'metadata'" }),
    ],
    [
      { data_source_id: "ds-house" },
      () => ({ status: 500, code: "ERROR_UNKNOWN", message: " name 'DatabricksConnector' is not defined" }),
    ],
    [
      { data_source_id: "ds-1", query: { filter: [{ k: "nope", v: 1, o: "eq" }] } },
      () => ({
        status: 500,
        code: "ERROR_DB_QUERY",
        message: ' Database query failed. (reason = Cannot resolve field "nope")',
      }),
    ],
  ])("%j", async (body, expected) => {
    const { status, ...detail } = expected();
    expect(detailOf(await running.client.spaceone(costList, body))).toEqual({ status, detail });
  });

  test("to create or delete a cost, after the checks of the call", async () => {
    const call = async (verb: string, body: object, token?: string) => {
      const { status, detail } = detailOf(await running.client.spaceone(`/cost-analysis/cost/${verb}`, body, token));
      const { code, message } = detail as { code: string; message: string };
      return `${String(status)} ${code}${message}`;
    };
    const whole = { cost: 1, data_source_id: "ds-1", billed_date: "2024-12-16", project_id: "project-1" };
    const unsupported = "400 ERROR_NOT_SUPPORT_API Not support API.";
    expect(await call("create", whole)).toBe(unsupported);
    expect(await call("delete", { cost_id: "cost-1" })).toBe(unsupported);
    const missing = (key: string) => `400 ERROR_REQUIRED_PARAMETER Required parameter. (key = ${key})`;
    expect(await call("create", { ...whole, cost: 0 })).toBe(missing("cost"));
    expect(await call("delete", {})).toBe(missing("cost_id"));
    const denied = "403 ERROR_PERMISSION_DENIEDPermission denied.";
    expect(await call("create", whole, await tokenOf("DOMAIN_ADMIN"))).toBe(denied);
    expect(await call("delete", { cost_id: "cost-1" }, await tokenOf("WORKSPACE_MEMBER"))).toBe(denied);
    expect(await idsOf({ cost_id: "cost-1" })).toEqual(["cost-1"]);
  });
});

test("a cost that is seeded without a place belongs to the caller's", async () => {
  await running.client.seed({
    data_sources: [{ data_source_id: "ds-bare" }],
    costs: [{ cost_id: "cost-bare", cost: 1, data_source_id: "ds-bare" }],
  });
  expect(await idsOf({ data_source_id: "ds-bare" })).toEqual(["cost-bare"]);
});
