import { beforeEach, describe, expect, test } from "@jest/globals";
import type { SwitchChanges } from "../../../emulator/world/switches";
import { useEmulator } from "../../support/in-process-emulator";
import { withSpaceone } from "../../support/service-clients";

const running = useEmulator();

type Fields = Readonly<Record<string, unknown>>;

async function spaceone(path: string, body: object = {}): Promise<Fields> {
  const { body: answer, status, text } = await running.client.spaceone(path, body);
  if (status !== 200) throw new Error(`${status} ${text}`);
  return answer as Fields;
}

function makeSecret(name: string, tags: object = {}): Promise<Fields> {
  return spaceone("/secret/secret/create", { name, data: {}, resource_group: "WORKSPACE", tags });
}

/** The names of what a list has. */
async function names(path: string, query: object = {}): Promise<readonly unknown[]> {
  const { results = [] } = await spaceone(path, { query });
  return (results as readonly Fields[]).map(({ name }) => name).sort();
}

describe("searchFilter", () => {
  test.each([
    ["exact", ["one"]],
    ["contains", ["one", "three"]],
    ["ignored", ["one", "three", "two"]],
  ] as const)("%s", async (searchFilter, found) => {
    const { client } = running;
    for (const [name, id] of [
      ["one", "r1"],
      ["two", "r2"],
      ["three", "r10"],
    ] as const) {
      await client.cloudServices.create({ name, reference: { resource_id: id } });
      await makeSecret(name, { nonce: id });
    }
    await client.setWorld({ searchFilter });
    const filtered = (key: string) => ({ filter: [{ key, value: "r1", operator: "eq" }] });
    expect(await names("/inventory/cloud-service/list", filtered("reference.resource_id"))).toEqual(found);
    expect(await names("/secret/secret/list", filtered("tags.nonce"))).toEqual(found);
    const others = { filter: [{ k: "name", v: ["two"], o: "in" }] };
    expect(await names("/secret/secret/list", others)).toEqual(searchFilter === "ignored" ? found : ["two"]);
  });

  test("deleted cloud services stay out in all cases", async () => {
    const { client } = running;
    const { cloud_service_id } = await client.cloudServices.create({ name: "gone" });
    await spaceone("/inventory/cloud-service/delete", { cloud_service_id });
    await client.setWorld({ searchFilter: "ignored" });
    expect(await names("/inventory/cloud-service/list", { filter: [{ k: "name", v: "gone", o: "eq" }] })).toEqual([]);
  });
});

describe("pages", () => {
  const ids = Array.from({ length: 5 }, (_, index) => `r${String(index)}`);

  beforeEach(async () => {
    for (const name of ids) {
      await running.client.cloudServices.create({ name });
      await makeSecret(name);
    }
  });

  test.each([
    [0, {}, 5],
    [0, { limit: 3 }, 3],
    [2, {}, 2],
    [2, { limit: 3 }, 2],
    [20, { limit: 3 }, 3],
  ])("mostInReply %i: of the page %j so many are given: %i", async (mostInReply, page, count) => {
    await running.client.setWorld({ mostInReply });
    for (const path of ["/inventory/cloud-service/list", "/secret/secret/list"]) {
      const { results, total_count } = await spaceone(path, { query: { page } });
      expect([(results as unknown[]).length, total_count]).toEqual([count, 5]);
    }
  });

  test.each([
    ["number", 5],
    ["text", "5"],
    ["missing", undefined],
  ] as const)("totalCount %s", async (totalCount, total) => {
    await running.client.setWorld({ totalCount });
    expect((await spaceone("/secret/secret/list"))["total_count"]).toBe(total);
    const counted = await spaceone("/inventory/cloud-service/list", { query: { count_only: true } });
    expect(counted["total_count"]).toBe(total);
  });

  test.each<SwitchChanges>([
    {},
    { mostInReply: 2 },
    { mostInReply: 2, totalCount: "missing" },
    { mostInReply: 1, totalCount: "text" },
    { mostInReply: 2, totalCount: "missing", searchFilter: "ignored" },
  ])("the package reads a list to its end: %j", async (world) => {
    const { client } = running;
    await client.setWorld(world);
    const found = await withSpaceone(client, async ({ cloudServices, secrets }) => [
      await cloudServices.listByType({ provider: "aws", group: "KMS", type: "Key" }, Infinity),
      await secrets.listAll(),
    ]);
    expect(found.map((list) => list.map(({ name }) => name).sort())).toEqual([ids, ids]);
  });
});

describe("deleted objects", () => {
  const remove = (id: string) => running.client.spaceone("/inventory/cloud-service/delete", { cloud_service_id: id });
  const show = (id: string) => running.client.spaceone("/inventory/cloud-service/get", { cloud_service_id: id });

  test.each([
    ["shown", 200, []],
    ["hidden", 404, []],
    ["listed", 200, ["gone"]],
  ] as const)("deletedServices %s", async (deletedServices, status, listed) => {
    const { client } = running;
    await client.setWorld({ deletedServices });
    const { cloud_service_id: id } = await client.cloudServices.create({ name: "gone" });
    expect((await remove(id)).status).toBe(200);
    expect((await show(id)).status).toBe(status);
    expect(await names("/inventory/cloud-service/list")).toEqual(listed);
  });

  test.each([
    ["own", 400, 404],
    ["taken", 200, 200],
    ["notFound", 404, 404],
  ] as const)("deletedTwice %s", async (deletedTwice, ...again) => {
    const { client } = running;
    await client.setWorld({ deletedTwice });
    const { cloud_service_id } = await client.cloudServices.create();
    const { secret_id } = await makeSecret("gone");
    const both = async () => [
      (await remove(cloud_service_id)).status,
      (await client.spaceone("/secret/secret/delete", { secret_id })).status,
    ];
    expect(await both()).toEqual([200, 200]);
    expect(await both()).toEqual(again);
    expect(await both()).toEqual(again);
  });

  test.each([
    ["reference", "ACTIVE", "DELETED"],
    ["lower", "active", "deleted"],
    ["mixed", "Active", "Deleted"],
    ["missing", undefined, undefined],
  ] as const)("serviceState %s", async (serviceState, active, deleted) => {
    const { client } = running;
    await client.setWorld({ serviceState });
    const made = await client.cloudServices.create();
    const { results } = await spaceone("/inventory/cloud-service/list");
    expect([made.state, (results as readonly Fields[])[0]?.["state"]]).toEqual([active, active]);
    await remove(made.cloud_service_id);
    expect(await client.cloudServices.get(made.cloud_service_id)).toHaveProperty("deleted_at");
    expect((await client.cloudServices.get(made.cloud_service_id)).state).toBe(deleted);
  });
});

describe("updateReplies", () => {
  test.each([
    ["whole", { name: "new" }],
    ["before", { name: "old" }],
    ["empty", {}],
  ] as const)("%s", async (updateReplies, shown) => {
    const { client } = running;
    await client.setWorld({ updateReplies });
    const { cloud_service_id } = await client.cloudServices.create({ name: "old" });
    const { secret_id } = await makeSecret("old");
    for (const reply of [
      await client.cloudServices.update(cloud_service_id, { name: "new" }),
      await spaceone("/secret/secret/update", { secret_id, name: "new" }),
    ]) {
      expect(updateReplies === "empty" ? reply : { name: reply.name }).toEqual(shown);
    }
    expect((await client.cloudServices.get(cloud_service_id)).name).toBe("new");
    expect(await names("/secret/secret/list")).toEqual(["new"]);
  });
});

test.each([
  ["omitted", { account: undefined, ip_addresses: undefined, instance_size: undefined, project_id: undefined }],
  ["shown", { account: "", ip_addresses: [], instance_size: 0, project_id: "" }],
  ["null", { account: null, ip_addresses: null, instance_size: null, project_id: null }],
] as const)("emptyFields %s", async (emptyFields, empty) => {
  const { client } = running;
  await client.setWorld({ emptyFields });
  const shown = (object: Fields | undefined) =>
    Object.fromEntries(Object.keys(empty).map((name) => [name, object?.[name]]));
  expect(shown({ ...(await client.cloudServices.create({ name: "orders" })) })).toEqual(empty);
  const nothing = { omitted: {}, shown: { results: [], total_count: 0 }, null: { results: null, total_count: null } };
  expect(await spaceone("/secret/secret/list")).toEqual(nothing[emptyFields]);
  const { results } = await spaceone("/inventory/cloud-service/list");
  expect((results as readonly Fields[]).map(shown)).toEqual([empty]);
});

test.each([
  ["reference", "2026-01-01T00:00:00.123Z"],
  ["micros", "2026-01-01T00:00:00.123000Z"],
  ["offset", "2026-01-01T09:00:00.123+09:00"],
  ["noZone", "2026-01-01T00:00:00.123"],
  ["missing", undefined],
] as const)("spaceoneTimes %s", async (spaceoneTimes, created_at) => {
  const { client } = running;
  const seeded = {
    cloud_service_id: "cloud-svc-1",
    provider: "aws",
    cloud_service_group: "a",
    cloud_service_type: "b",
  };
  await client.seed({ cloud_services: [{ ...seeded, created_at: "2026-01-01T00:00:00.123Z" }] });
  await client.setWorld({ spaceoneTimes });
  expect((await client.cloudServices.get("cloud-svc-1")).created_at).toBe(created_at);
  const { results } = await spaceone("/inventory/cloud-service/list");
  expect((results as readonly Fields[])[0]?.["created_at"]).toBe(created_at);
  await spaceone("/inventory/cloud-service/delete", { cloud_service_id: "cloud-svc-1" });
  expect(await client.cloudServices.get("cloud-svc-1")).toHaveProperty("deleted_at");
});

describe("tagForm", () => {
  const list = [
    { key: "team", value: "orders" },
    { key: "floor", value: "12" },
  ];
  const kept = { team: "orders", floor: "12" };

  test.each([
    ["reference", { aws: kept, custom: { a: "b" } }, kept],
    ["list", { aws: list, custom: [{ key: "a", value: "b" }] }, list],
    ["flat", { ...kept, a: "b" }, kept],
    ["numbers", { aws: { team: "orders", floor: 12 }, custom: { a: "b" } }, { team: "orders", floor: 12 }],
  ] as const)("%s, which the package reads", async (tagForm, ofService, ofSecret) => {
    const { client } = running;
    const { cloud_service_id } = await client.cloudServices.create({ name: "one", tags: kept, provider: "aws" });
    await spaceone("/inventory/cloud-service/update", { cloud_service_id, tags: { a: "b" } });
    const { secret_id } = await makeSecret("one", kept);
    await client.setWorld({ tagForm });
    expect(await spaceone("/inventory/cloud-service/get", { cloud_service_id })).toMatchObject({ tags: ofService });
    expect(await spaceone("/secret/secret/get", { secret_id })).toMatchObject({ tags: ofSecret });
    await withSpaceone(client, async ({ cloudServices, secrets }) => {
      const floor = tagForm === "numbers" ? 12 : "12";
      const { tags } = await cloudServices.get(cloud_service_id);
      expect(tags).toEqual(tagForm === "flat" ? { ...kept, a: "b" } : { a: "b" });
      expect(await secrets.get(String(secret_id))).toMatchObject({ tags: { team: "orders", floor } });
    });
    expect((await client.storedSpaceoneSecrets())[0]).toMatchObject({ tags: kept });
  });
});

test("keyOrder reversed", async () => {
  const { client } = running;
  const data = { first: 1, second: { a: 1, b: [{ c: 1, d: 2 }] } };
  const { cloud_service_id } = await client.cloudServices.create({ name: "one", data });
  const shown = async () =>
    JSON.stringify((await spaceone("/inventory/cloud-service/get", { cloud_service_id }))["data"]);
  expect(await shown()).toBe('{"first":1,"second":{"a":1,"b":[{"c":1,"d":2}]}}');
  await client.setWorld({ keyOrder: "reversed" });
  expect(await shown()).toBe('{"second":{"b":[{"d":2,"c":1}],"a":1},"first":1}');
});
