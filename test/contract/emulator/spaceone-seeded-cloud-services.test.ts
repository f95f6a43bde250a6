import { describe, expect, test } from "@jest/globals";

import type { CloudServiceRecord } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

const type = { provider: "aws", cloud_service_group: "EC2", cloud_service_type: "Instance" };
const collected = {
  cloud_service_id: "cloud-svc-1",
  ...type,
  name: "bastion",
  ip_addresses: ["10.0.0.1"],
  account: "111",
  instance_type: "t3.micro",
  instance_size: 2,
  data: { os: { type: null } },
  metadata: { aws: { view: "table" } },
  reference: { resource_id: "i-1" },
  tags: { aws: { "Created.by": "script" } },
  collection_info: { service_account_id: "sa-1", secret_id: "secret-1", collector_id: "collector-1" },
  region_code: "ap-northeast-2",
  project_id: "project-1",
};

const list = async (query: object = {}): Promise<readonly CloudServiceRecord[]> => {
  const { body } = await running.client.spaceone("/inventory/cloud-service/list", { query });
  return (body as { results?: CloudServiceRecord[] }).results ?? [];
};
const seed = (...cloud_services: readonly object[]) =>
  running.client.plain("POST", "/_emulator/spaceone/seed", { body: { cloud_services } });

describe("a seeded cloud service", () => {
  test("is as a collector has brought it now, with tags and metadata by branch", async () => {
    expect((await seed(collected)).status).toBe(204);
    const { client, emulator } = running;
    const found = await client.cloudServices.get("cloud-svc-1");
    expect(found).toEqual({
      ...collected,
      state: "ACTIVE",
      tag_keys: { aws: ["Created.by"] },
      collection_info: { ...collected.collection_info, last_collected_at: found.updated_at },
      domain_id: emulator.spaceoneDomainId,
      workspace_id: emulator.spaceoneWorkspaceId,
      created_at: found.updated_at,
      updated_at: expect.any(String),
    });
    const filter = [{ k: "tags.aws.Created.by", v: "script", o: "eq" }];
    expect((await list({ filter })).map(({ cloud_service_id: id }) => id)).toEqual(["cloud-svc-1"]);
  });

  test("needs its id and its type, has nothing else, and replaces the one with its id", async () => {
    await seed(collected);
    await seed({ cloud_service_id: "cloud-svc-1", ...type });
    const found = await running.client.cloudServices.get("cloud-svc-1");
    expect(found).toMatchObject({ data: {}, metadata: {}, reference: {}, tags: {} });
    expect(found).not.toHaveProperty("name");
    expect(await running.client.cloudServices.stored()).toHaveLength(1);
  });

  test("is its collector's no more after an update, and is cleaned up like all others", async () => {
    await seed(collected, { cloud_service_id: "cloud-svc-2", ...type, updated_at: "2024-12-17T06:32:56.922Z" });
    expect(await list()).toHaveLength(1);
    const updated = await running.client.cloudServices.update("cloud-svc-1");
    expect(updated.collection_info).toEqual({ last_collected_at: updated.updated_at });
    await running.client.advance("P2D");
    expect(await list()).toEqual([]);
  });

  test("may be deleted, or disconnected, which no list has unless it asks for it", async () => {
    const deleted = { cloud_service_id: "cloud-svc-1", ...type, state: "DELETED" };
    await seed(deleted, { ...deleted, cloud_service_id: "cloud-svc-2", state: "DISCONNECTED" });
    expect(await list()).toEqual([]);
    expect(await list({ filter: [{ k: "state", v: "DELETED", o: "eq" }] })).toMatchObject([
      { cloud_service_id: "cloud-svc-1", deleted_at: expect.any(String) },
    ]);
    await seed({ cloud_service_id: "cloud-svc-3", ...type, deleted_at: new Date().toISOString() });
    expect(await running.client.cloudServices.get("cloud-svc-3")).toMatchObject({ state: "DELETED" });
  });

  test("may belong to another workspace, where this one does not see it", async () => {
    await seed({ ...collected, workspace_id: "workspace-other" });
    expect(await list()).toEqual([]);
  });

  test.each<[string, object, string]>([
    ["an id", { ...type }, "cloud_services.1.cloud_service_id"],
    ["a type", { ...collected, cloud_service_type: undefined }, "cloud_services.1.cloud_service_type"],
    ["a known state", { ...collected, state: "GONE" }, "cloud_services.1.state"],
    ["branches of tags", { ...collected, tags: { Name: "web" } }, "cloud_services.1.tags.Name"],
    ["a time", { ...collected, updated_at: "yesterday" }, "cloud_services.1.updated_at"],
    ["known fields only", { ...collected, launched_at: "2024" }, 'cloud_services.1: Unrecognized key: "launched_at"'],
  ])("needs %s, and nothing is stored otherwise", async (_, wrong, message) => {
    const answer = await seed({ ...collected, cloud_service_id: "cloud-svc-2" }, wrong);
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining(message) } });
    expect(await running.client.cloudServices.stored()).toEqual([]);
  });
});
