import { describe, expect, test } from "@jest/globals";
import { detailOf } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";
import { useStateFile } from "../../support/state-file";

const running = useEmulator();
const file = useStateFile();

const get = "/inventory/cloud-service/get";
const list = "/inventory/cloud-service/list";
const remove = "/inventory/cloud-service/delete";
const history = "/inventory/change-history/list";

const hourMs = 3_600_000;

test("times are in milliseconds, and ids have twelve hexadecimal digits", async () => {
  const before = Date.now();
  const made = await running.client.cloudServices.create();
  expect(made.cloud_service_id).toMatch(/^cloud-svc-[0-9a-f]{12}$/);
  expect(made.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(Date.parse(made.created_at)).toBeGreaterThanOrEqual(before);
  expect([made.updated_at, made.collection_info.last_collected_at]).toEqual([made.created_at, made.created_at]);
});

test("the state shows all branches of tags and metadata, and deleted ones", async () => {
  const { client } = running;
  const { cloud_service_id: id } = await client.cloudServices.create({ tags: { a: "1" }, metadata: { m: 1 } });
  await client.cloudServices.update(id, { tags: {}, metadata: {} });
  await client.spaceone(remove, { cloud_service_id: id });
  const expected = {
    cloud_service_id: id,
    state: "DELETED",
    tags: { aws: { a: "1" }, custom: {} },
    metadata: { aws: { m: 1 }, custom: {} },
    tag_keys: { aws: ["a"], custom: [] },
  };
  expect(await client.cloudServices.stored()).toMatchObject([expected]);
  const { spaceone } = await client.state();
  expect(spaceone.changeHistory.map(({ action }) => action)).toEqual(["CREATE", "DELETE"]);
});

describe("the clean-up", () => {
  test("deletes what nobody has updated for 48 hours, and leaves no record of it", async () => {
    const { client } = running;
    const { cloud_service_id, updated_at } = await client.cloudServices.create({ name: "a" });
    await client.advance("PT47H59M");
    expect((await client.cloudServices.get(cloud_service_id)).state).toBe("ACTIVE");
    await client.advance("PT1M");
    expect(await client.cloudServices.get(cloud_service_id)).toMatchObject({
      state: "DELETED",
      updated_at,
      deleted_at: new Date(Date.parse(updated_at) + 48 * hourMs).toISOString(),
    });
    expect((await client.spaceone(list)).text).toBe("{}");
    expect((await client.spaceone(history, { cloud_service_id })).body).toMatchObject({ total_count: 1 });
  });

  test("begins to count again at each update, also at an empty one", async () => {
    const { client } = running;
    const { cloud_service_id, created_at } = await client.cloudServices.create();
    await client.advance("PT40H");
    const updated = await client.cloudServices.update(cloud_service_id);
    expect(updated.created_at).toBe(created_at);
    expect(Date.parse(updated.updated_at) - Date.parse(created_at)).toBeGreaterThanOrEqual(40 * hourMs);
    await client.advance("PT40H");
    expect((await client.cloudServices.get(cloud_service_id)).state).toBe("ACTIVE");
  });

  test("forgets what has been deleted for 90 days, and its history", async () => {
    const { client } = running;
    const { cloud_service_id } = await client.cloudServices.create({ name: "a" });
    await client.spaceone(remove, { cloud_service_id });
    await client.advance("P89D");
    expect((await client.cloudServices.get(cloud_service_id)).state).toBe("DELETED");
    await client.advance("P1D");
    expect((await client.spaceone(get, { cloud_service_id })).status).toBe(404);
    const { spaceone } = await client.state();
    expect([spaceone.cloudServices, spaceone.changeHistory]).toEqual([[], []]);
  });

  test("does both where the clock is moved far enough at once", async () => {
    const { client } = running;
    await client.cloudServices.create();
    await client.advance("P92D");
    expect(await client.cloudServices.stored()).toEqual([]);
  });
});

test("a list has at most 1000 on a page, whatever it asks for", async () => {
  const { client } = running;
  for (let made = 0; made < 1001; made += 77) {
    const count = Math.min(77, 1001 - made);
    await Promise.all(Array.from({ length: count }, () => client.cloudServices.create()));
  }
  for (const query of [{}, { page: { limit: 2000 } }]) {
    const { body } = await client.spaceone(list, { query });
    const { results, total_count } = body as { results: unknown[]; total_count: number };
    expect([results.length, total_count]).toEqual([1000, 1001]);
  }
});

test("a list without an order, and an order that leaves two equal, keep the order of creation", async () => {
  const { client } = running;
  for (const name of ["c", "a", "b", "a"]) await client.cloudServices.create({ name, region_code: "r" });
  const stored = await client.cloudServices.stored();
  const idsOf = async (query: object) => {
    const { body } = await client.spaceone(list, { query });
    return (body as { results: { cloud_service_id: string }[] }).results.map(({ cloud_service_id: id }) => id);
  };
  const ids = (...places: number[]) => places.map((place) => stored[place]?.cloud_service_id);
  expect(await idsOf({})).toEqual(ids(0, 1, 2, 3));
  expect(await idsOf({ sort: [{ key: "region_code", desc: true }] })).toEqual(ids(0, 1, 2, 3));
  expect(await idsOf({ sort: [{ key: "name" }] })).toEqual(ids(1, 3, 2, 0));
  expect(await idsOf({ sort: [{ key: "name" }, { key: "id", desc: true }] })).toEqual(ids(3, 1, 2, 0));
  expect(await idsOf({ sort: [{ key: "id", desc: true }], only: ["id", "cloud_service_id"] })).toEqual(ids(3, 2, 1, 0));
});

test("an empty list comes before null in an order, and a list counts as its smallest or its largest item", async () => {
  const { client } = running;
  for (const [name, l] of Object.entries({ a: [1, 9], b: null, c: [], d: [5] })) {
    await client.cloudServices.create({ name, data: { l } });
  }
  const names = async (desc: boolean) => {
    const query = { sort: [{ key: "data.l", desc }], only: ["name"] };
    const { body } = await client.spaceone(list, { query });
    return (body as { results: { name: string }[] }).results.map(({ name }) => name).join("");
  };
  expect([await names(false), await names(true)]).toEqual(["cbad", "adbc"]);
});

test("a list of null and an empty list finds neither, nor what is not there", async () => {
  const { client } = running;
  for (const data of [{ l: [1] }, { l: [] }, { l: null }, {}]) await client.cloudServices.create({ data });
  const query = { filter: [{ k: "data.l", v: [null, []], o: "not_in" }], count_only: true };
  expect((await client.spaceone(list, { query })).body).toEqual({ total_count: 1 });
});

test("project groups are those that seeded projects name", async () => {
  const { client, emulator } = running;
  const place = { domain_id: emulator.spaceoneDomainId, workspace_id: emulator.spaceoneWorkspaceId };
  await client.seed({ projects: [{ project_id: "project-g", project_group_id: "pg-1", ...place }] });
  await client.cloudServices.create({ project_id: "project-g" });
  await client.cloudServices.create({ project_id: emulator.spaceoneProjectId });
  const { body } = await client.spaceone(list, { project_group_id: "pg-1", query: { only: ["project_id"] } });
  expect(body).toMatchObject({ total_count: 1, results: [{ project_id: "project-g" }] });
});

test("the newest 1,000 records of a cloud service are kept", async () => {
  const { client } = running;
  const { cloud_service_id } = await client.cloudServices.create();
  for (let n = 1; n <= 1000; n += 1) await client.cloudServices.update(cloud_service_id, { data: { n } });
  const answer = await client.spaceone(history, { cloud_service_id, query: { page: { start: 1, limit: 1 } } });
  expect(answer.body).toMatchObject({ total_count: 1000, results: [{ diff: [{ after: "1000.0" }] }] });
});

test("a restart goes on with the same cloud services, history, seeded objects and clean-up", async () => {
  const state = await file.run(async (client) => {
    const { cloud_service_id: id } = await client.cloudServices.create({ name: "kept", tags: { "a.b": [null] } });
    await client.cloudServices.update(id, { data: { a: 1 } });
    const seeds = { data_sources: [{ data_source_id: "ds-1", note: [1] }], costs: [{ cost_id: "cost-1", cost: 0 }] };
    await client.seed({ ...seeds, regions: [{ region_id: "region-1" }] });
    await client.advance("PT47H");
    return client.state();
  });
  await file.run(async (client) => {
    expect(await client.state()).toEqual(state);
    await client.advance("PT1H");
    expect(await client.cloudServices.stored()).toMatchObject([{ name: "kept", state: "DELETED" }]);
  });
});

test("a member does not find what was moved to another project, though it is there", async () => {
  const { client, emulator } = running;
  const { spaceoneDomainId: did, spaceoneWorkspaceId: wid, spaceoneProjectId: project_id } = emulator;
  const tenant = { domain_id: did, workspace_id: wid };
  await client.seed({ projects: [{ project_id: "project-other", name: "other", ...tenant }] });
  const { cloud_service_id } = await client.cloudServices.create({ project_id });
  const claims = { iss: "spaceone.identity", typ: "CLIENT_SECRET", own: "APP", did, wid, jti: "client-2", ver: "2.0" };
  const member = await client.mintToken({ ...claims, rol: "WORKSPACE_MEMBER", projects: [project_id] });
  expect((await client.spaceone(get, { cloud_service_id }, member)).status).toBe(200);
  await client.cloudServices.update(cloud_service_id, { project_id: "project-other" });
  const { status, detail } = detailOf(await client.spaceone(get, { cloud_service_id }, member));
  expect([status, (detail as { code: string }).code]).toEqual([404, "ERROR_NOT_FOUND"]);
  expect(JSON.stringify(detail)).toContain(`('${cloud_service_id}', '${did}', '${wid}', ['${project_id}'])`);
  expect(await client.cloudServices.get(cloud_service_id)).toMatchObject({
    state: "ACTIVE",
    project_id: "project-other",
  });
});
