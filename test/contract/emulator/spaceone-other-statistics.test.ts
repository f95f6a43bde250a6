import { describe, expect, test } from "@jest/globals";
import { detailOf } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

describe("the history's statistics", () => {
  const stat = "/inventory/change-history/stat";

  test("are those of one cloud service", async () => {
    const { client } = running;
    const { cloud_service_id } = await client.cloudServices.create({ name: "a" });
    await client.cloudServices.create({ name: "other" });
    await client.cloudServices.update(cloud_service_id, { name: "b" });
    const values = await client.spaceone(stat, { cloud_service_id, query: { distinct: "diff.key" } });
    expect(values.body).toEqual({ results: ["name"] });
    const keys = [{ key: "action", name: "action" }];
    const aggregate = [{ group: { keys, fields: [{ key: "diff_count", name: "lines", operator: "sum" }] } }];
    expect((await client.spaceone(stat, { cloud_service_id, query: { aggregate } })).body).toEqual({
      results: [
        { lines: 1, action: "CREATE" },
        { lines: 1, action: "UPDATE" },
      ],
    });
    const query = { aggregate: [{ count: { name: "c" } }], keyword: "b" };
    expect((await client.spaceone(stat, { cloud_service_id, query })).body).toEqual({ results: [{ c: 1 }] });
  });

  test("need a cloud service that exists, and a query", async () => {
    const { client } = running;
    const { cloud_service_id } = await client.cloudServices.create();
    for (const [body, key] of [
      [{ query: {} }, "cloud_service_id"],
      [{ cloud_service_id }, "query"],
    ] as const) {
      const message = ` Required parameter. (key = ${key})`;
      expect(detailOf(await client.spaceone(stat, body))).toEqual({
        status: 400,
        detail: { code: "ERROR_REQUIRED_PARAMETER", message },
      });
    }
    const answer = await client.spaceone(stat, { cloud_service_id: "cloud-svc-nope", query: { distinct: "action" } });
    expect(answer.status).toBe(404);
  });
});

describe("the secrets' statistics", () => {
  const stat = "/secret/secret/stat";

  test("are those of all secrets that the caller may see", async () => {
    const { client, emulator } = running;
    const { spaceoneDomainId: did, spaceoneProjectId: project_id } = emulator;
    const make = (fields: object) => client.spaceone("/secret/secret/create", { data: {}, ...fields });
    await make({ name: "w", resource_group: "WORKSPACE" });
    await make({ name: "p", resource_group: "PROJECT", project_id });
    const claims = { iss: "spaceone.identity", typ: "CLIENT_SECRET", own: "APP", did, ver: "2.0", rol: "DOMAIN_ADMIN" };
    const admin = await client.mintToken({ ...claims, wid: "*" });
    const domain = { name: "d", data: {}, resource_group: "DOMAIN" };
    expect((await client.spaceone("/secret/secret/create", domain, admin)).status).toBe(200);
    const names = async (wid: string, rol: string, projects: string[] = []) => {
      const token = await client.mintToken({ ...claims, wid, rol, projects });
      return (await client.spaceone(stat, { query: { distinct: "name" } }, token)).body;
    };
    expect(await names(emulator.spaceoneWorkspaceId, "WORKSPACE_OWNER")).toEqual({ results: ["d", "p", "w"] });
    expect(await names("workspace-other", "WORKSPACE_OWNER")).toEqual({ results: ["d"] });
    expect(await names(emulator.spaceoneWorkspaceId, "WORKSPACE_MEMBER", ["project-x"])).toEqual({
      results: ["d", "w"],
    });
  });

  test("need a query, and what to do with it", async () => {
    for (const [body, key] of [
      [{}, "query"],
      [{ query: {} }, "aggregate"],
    ] as const) {
      const message = ` Required parameter. (key = ${key})`;
      expect(detailOf(await running.client.spaceone(stat, body))).toEqual({
        status: 400,
        detail: { code: "ERROR_REQUIRED_PARAMETER", message },
      });
    }
  });

  test("know nothing of the secrets' data", async () => {
    const { client } = running;
    await client.spaceone("/secret/secret/create", { name: "n", data: { a: 1 }, resource_group: "WORKSPACE" });
    for (const distinct of ["data", "data.a", "data_sha256"]) {
      expect((await client.spaceone(stat, { query: { distinct } })).body).toEqual({ results: [] });
    }
    const query = { distinct: "name", filter: [{ k: "data.a", v: 1, o: "eq" }] };
    expect((await client.spaceone(stat, { query })).status).toBe(500);
  });
});
