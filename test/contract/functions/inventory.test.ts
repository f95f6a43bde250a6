import { beforeEach, describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import {
  countCloudServices,
  getCloudService,
  getCloudServiceOutput,
  listCloudServiceHistory,
  listCloudServices,
  listCloudServicesOutput,
  ScpProvider,
  where,
  type ListCloudServicesArgs,
} from "../../../provider/index";
import { useEmulator } from "../../support/in-process-emulator";
import { seen, startProgram, useProgram } from "../../support/program";

const running = useEmulator();
useProgram(() => running.emulator);

const create = async (name: string, fields: object = {}): Promise<string> =>
  (await running.client.cloudServices.create({ name, ...fields })).cloud_service_id;
const sent = async (): Promise<{ path: string; body: object }[]> =>
  (await running.client.requests())
    .filter(({ path }) => !path.endsWith("/create") && !path.endsWith("/update") && !path.endsWith("/delete"))
    .map(({ path, body }) => ({ path, body: body as object }));
const names = async (args: ListCloudServicesArgs): Promise<(string | undefined)[]> =>
  (await listCloudServices(args)).map(({ name }) => name).sort();
const nonsense = (args: object): never => args as never;
const list = "/inventory/cloud-service/list";
const byId = { key: "cloud_service_id" };

/** The first case of the service's guide, with objects that it does not have in mind. */
async function createGuideObjects(): Promise<void> {
  const instance = { provider: "aws", cloud_service_group: "EC2", cloud_service_type: "Instance" };
  await create("bastion", { ...instance, tags: { Created_by: "wonny" }, region_code: "ap-northeast-2" });
  await create("web", { ...instance, tags: { Created_by: "somebody" }, region_code: "ap-northeast-1" });
  await create("used", {
    ...instance,
    cloud_service_type: "SecurityGroup",
    data: { instances: [{ InstanceId: "i-1" }] },
  });
  await create("unused", { ...instance, cloud_service_type: "SecurityGroup", data: { instances: null } });
  await create("other", { provider: "scp" });
}

describe("a cloud service", () => {
  test("is found by its id and by its name, with the resource's properties and what collectors know", async () => {
    const id = await create("web", {
      account: "111",
      instance_type: "t3.micro",
      instance_size: 2,
      ip_addresses: ["10.0.0.1"],
      data: { os: { type: null }, cores: 2 },
      metadata: { view: "table" },
      reference: { resource_id: "arn" },
      tags: { Name: "web" },
      region_code: "kr",
      project_id: running.emulator.spaceoneProjectId,
    });
    await running.client.cloudServices.update(id, { tags: { team: "orders" } });
    const stored = await running.client.cloudServices.get(id);
    const shown = {
      id,
      cloudServiceId: id,
      name: "web",
      state: "ACTIVE",
      provider: "aws",
      cloudServiceGroup: "KMS",
      cloudServiceType: "Key",
      account: "111",
      instanceType: "t3.micro",
      instanceSize: 2,
      ipAddresses: ["10.0.0.1"],
      data: { os: { type: null }, cores: 2 },
      reference: { resourceId: "arn" },
      regionCode: "kr",
      projectId: running.emulator.spaceoneProjectId,
      metadata: {},
      metadataBranches: { aws: { view: "table" } },
      tags: { team: "orders" },
      tagBranches: { aws: { Name: "web" }, custom: { team: "orders" } },
      collectionInfo: { lastCollectedAt: stored.collection_info.last_collected_at },
      domainId: running.emulator.spaceoneDomainId,
      workspaceId: running.emulator.spaceoneWorkspaceId,
      createdAt: stored.created_at,
      updatedAt: stored.updated_at,
    };
    expect(await getCloudService({ id })).toEqual(shown);
    expect(await getCloudService({ name: "web" })).toEqual(shown);
    expect(await seen(getCloudServiceOutput({ id: pulumi.output(id) }).cloudServiceType)).toMatchObject({
      value: "Key",
    });
    const { metadata: _, metadataBranches: __, ...listed } = shown;
    expect(await listCloudServices()).toEqual([listed]);
  });

  test("without anything that can be left out has nothing of it", async () => {
    const found = await getCloudService({ id: await create("") });
    for (const property of [
      "name",
      "account",
      "instanceType",
      "instanceSize",
      "regionCode",
      "projectId",
      "deletedAt",
    ]) {
      expect(found).not.toHaveProperty(property);
    }
  });

  test("that was deleted is found by its id, and not by its name or in a list", async () => {
    const id = await create("web");
    await running.client.spaceone("/inventory/cloud-service/delete", { cloud_service_id: id });
    expect(await getCloudService({ id })).toMatchObject({ state: "DELETED", deletedAt: expect.any(String) });
    await expect(getCloudService({ name: "web" })).rejects.toThrow('there is no cloud service with the name "web"');
    expect(await names({})).toEqual([]);
    expect(await names({ state: "DELETED" })).toEqual(["web"]);
  });

  test("is not guessed where several have the name", async () => {
    const ids = [await create("web"), await create("web")];
    const failure = String(await getCloudService({ name: "web" }).catch((error: unknown) => error));
    for (const id of ids) expect(failure).toContain(`${id} (ACTIVE)`);
  });

  test("is read in a preview, and listed, too", async () => {
    const id = await create("web");
    await startProgram(true);
    expect(await seen(getCloudServiceOutput({ id }).state)).toMatchObject({ value: "ACTIVE", isKnown: true });
    expect(await listCloudServices()).toHaveLength(1);
  });
});

describe("the cases of the service's guide", () => {
  beforeEach(createGuideObjects);

  test("cloud services of a provider", async () => {
    const filter = [
      { key: "provider", value: "aws", operator: "eq" },
      { key: "cloud_service_group", value: "EC2", operator: "eq" },
      { key: "cloud_service_type", value: "Instance", operator: "eq" },
    ] as const;
    expect(await names({ page: { start: 1, limit: 10 }, filter })).toEqual(["bastion", "web"]);
    expect(await names({ provider: "aws", cloudServiceGroup: "EC2", cloudServiceType: "Instance" })).toEqual([
      "bastion",
      "web",
    ]);
    expect((await sent()).map(({ body }) => body)).toEqual([
      { query: { filter, sort: [byId], page: { start: 1, limit: 10 } } },
      {
        provider: "aws",
        cloud_service_group: "EC2",
        cloud_service_type: "Instance",
        query: { sort: [byId], page: { start: 1, limit: 1000 } },
      },
    ]);
  });

  test("resources with a managed tag", async () => {
    const page = { start: 1, limit: 20 };
    const filter = [
      { k: "provider", v: "aws", o: "eq" },
      { k: "cloud_service_group", v: "EC2", o: "eq" },
      { k: "tags.aws.Created_by", v: "wonny", o: "eq" },
    ] as const;
    expect(await names({ page, filter })).toEqual(["bastion"]);
  });

  test("security groups that instances use, with a part of their data", async () => {
    const found = await listCloudServices({
      page: { start: 1, limit: 20 },
      only: ["name", "state", "data.instances"],
      filter: [
        { k: "provider", v: "aws", o: "eq" },
        { k: "cloud_service_group", v: "EC2", o: "eq" },
        { k: "cloud_service_type", v: "SecurityGroup", o: "eq" },
        { k: "data.instances", v: [null, []], o: "not_in" },
      ],
    });
    expect(found).toEqual([
      {
        id: expect.any(String),
        cloudServiceId: expect.any(String),
        name: "used",
        state: "ACTIVE",
        data: { instances: [{ InstanceId: "i-1" }] },
      },
    ]);
  });

  test("and conditions of the console and of the builder", async () => {
    const regions = { k: "region_code", v: ["ap-northeast-1", "ap-northeast-2"], o: "=" } as const;
    expect(await names({ filter: [regions, { k: "name", v: "BAST" }] })).toEqual(["bastion"]);
    expect(await names({ filter: [regions, { v: "web" }] })).toEqual(["web"]);
    expect(await names({ filter: [where("tags.aws.Created_by").notContain("wonny"), regions] })).toEqual(["web"]);
    expect(await names({ filterOr: [where("name").eq("web"), where("provider").eq("scp")] })).toEqual(["other", "web"]);
    expect(await names({ filter: [where("created_at").timediffLt("now-1d")] })).toEqual([]);
    expect(await names({ keyword: "unused" })).toEqual(["unused"]);
    const filter = pulumi.output("web").apply((name) => [where("name").eq(name)]);
    expect(await seen(listCloudServicesOutput({ filter }).apply((all) => all.length))).toMatchObject({ value: 1 });
  });

  test("counted, without being read unless no count is told", async () => {
    expect(await countCloudServices()).toBe(5);
    expect(await countCloudServices({ provider: "aws", filter: [where("data.instances").exists(true)] })).toBe(2);
    expect(await countCloudServices({ keyword: "nowhere" })).toBe(0);
    const bodies = (await sent()).map(({ body }) => body as { query: object });
    expect(bodies.map(({ query }) => query)).toEqual([
      { count_only: true },
      { filter: [{ key: "data.instances", value: true, operator: "exists" }], count_only: true },
      { keyword: "nowhere", count_only: true },
      // The service leaves a 0 out, so that nobody knows whether it tells counts at all.
      { keyword: "nowhere", page: { start: 1, limit: 1000 } },
    ]);
  });
});

describe("a list", () => {
  test("of 2,500 cloud services takes three calls, each for a block of 1000 in a stable order", async () => {
    const all = Array.from({ length: 2500 }, (_, index) => `s${String(index)}`);
    const kind = { provider: "aws", cloud_service_group: "EC2", cloud_service_type: "Instance" };
    await running.client.seed({
      cloud_services: all.map((name) => ({ cloud_service_id: `cloud-svc-${name}`, name, ...kind })),
    });
    const since = (await running.client.requests()).length;
    const found = await listCloudServices({ only: ["name"] });
    expect(new Set(found.map(({ name }) => name)).size).toBe(2500);
    const requests = (await running.client.requests()).slice(since).map(({ body }) => body);
    const query = { sort: [byId], only: ["name", "cloud_service_id"] };
    expect(requests).toEqual([1, 1001, 2001].map((start) => ({ query: { ...query, page: { start, limit: 1000 } } })));
    for await (const { name } of listCloudServices()) {
      expect(name).toBeDefined();
      break;
    }
    const part = await listCloudServices({ page: { start: 501, limit: 1500 }, sort: [{ key: "id" }] });
    expect(part.map(({ id }) => id)).toEqual(found.slice(500, 2000).map(({ id }) => id));
    expect(
      (await running.client.requests())
        .slice(since + 3)
        .map(({ body }) => (body as typeof query & { query: { page: object } }).query.page),
    ).toEqual([
      { start: 1, limit: 1000 },
      { start: 501, limit: 1000 },
      { start: 1501, limit: 500 },
    ]);
  });

  test("shows no more than it has asked for", async () => {
    const id = await create("web", { region_code: "kr", reference: { resource_id: "arn" }, tags: { a: "b" } });
    expect(await listCloudServices({ only: ["regionCode"] })).toEqual([{ id, cloudServiceId: id, regionCode: "kr" }]);
    expect(await listCloudServices({ only: ["tags.aws.a"] })).toEqual([
      { id, cloudServiceId: id, tags: {}, tagBranches: { aws: { a: "b" } } },
    ]);
    expect(await listCloudServices({ minimal: true })).toEqual([
      {
        id,
        cloudServiceId: id,
        name: "web",
        provider: "aws",
        cloudServiceGroup: "KMS",
        cloudServiceType: "Key",
        reference: { resourceId: "arn" },
        regionCode: "kr",
      },
    ]);
  });

  test("of the items inside has one entry for each", async () => {
    const entry = (disk: string) => ({ cloud_service_id: "cloud-svc-1", data: { disks: [disk] } });
    const body = { results: [entry("a"), entry("b")], total_count: 2 };
    await running.client.addFault({ path: list, fault: { status: 200, body } });
    const found = await listCloudServices({ only: ["data.disks"], unwind: { path: "data.disks" } });
    expect(found.map(({ data }) => data)).toEqual([{ disks: ["a"] }, { disks: ["b"] }]);
  });

  test.each<[string, object, string]>([
    ["a mistyped argument", { filters: [] }, "filters is no argument of it: did you mean filter?"],
    [
      "a field that is not there",
      { filter: [where("nme").eq("a")] },
      "filter: [0].key: cloud services have no field nme: did you mean name?",
    ],
    [
      "an operator that is not there",
      { filter: [{ k: "name", v: "a", o: "is" }] },
      "filter: [0].operator: there is no operator is",
    ],
    [
      "a list for one value",
      { filter: [{ key: "name", value: ["a"], operator: "eq" }] },
      "filter: [0].value: eq takes",
    ],
    ["an order by nothing", { sort: [{}] }, "sort: [0].key: must be the name of a field"],
    ["a page of nothing", { page: { limit: 0 } }, "page: limit: must be a whole number, 1 or more"],
    ["another state", { state: "GONE" }, "state: "],
    ["items without fields", { unwind: { path: "data.a" } }, "cannot list the cloud services: unwind: needs only"],
  ])("is refused with %s before any call", async (_, args, reason) => {
    await expect(listCloudServices(nonsense(args))).rejects.toThrow(`listCloudServices: ${reason}`);
    expect(await sent()).toEqual([]);
  });

  test("is the tenant's of the provider that is given", async () => {
    await create("web");
    const domain = { did: "domain-other", wid: "workspace-other", rol: "WORKSPACE_OWNER" };
    const token = await running.client.mintToken({ ...claims, ...domain });
    const provider = new ScpProvider("other", { spaceone: { endpoint: running.emulator.url, token } });
    const parent = new pulumi.ComponentResource("test:index:Team", "team", {}, { provider });
    expect(await listCloudServices()).toHaveLength(1);
    expect(await listCloudServices({}, { provider })).toEqual([]);
    expect(await listCloudServices({}, { parent })).toEqual([]);
    expect(await seen(listCloudServicesOutput({}, { provider }))).toMatchObject({ value: [], isSecret: false });
  });
});

const claims = {
  iss: "spaceone.identity",
  typ: "CLIENT_SECRET",
  own: "APP",
  ver: "2.0",
  aud: "app-1",
  jti: "client-1",
};

describe("the token's role", () => {
  const useRole = async (role: object): Promise<void> => {
    const { spaceoneDomainId: did, spaceoneWorkspaceId: wid } = running.emulator;
    const token = await running.client.mintToken({ ...claims, did, wid, ...role });
    pulumi.runtime.setConfig("spaceone:token", token);
  };

  test("of an administrator of the domain may read, and may name a workspace", async () => {
    await create("web");
    await useRole({ rol: "DOMAIN_ADMIN", wid: "*" });
    expect(await names({ workspaceId: running.emulator.spaceoneWorkspaceId })).toEqual(["web"]);
    expect(await names({ workspaceId: "workspace-other" })).toEqual([]);
  });

  test("of a workspace reaches no other one, and says so before any call", async () => {
    await create("web");
    const own = running.emulator.spaceoneWorkspaceId;
    expect(await names({ workspaceId: own })).toEqual(["web"]);
    const before = await sent();
    for (const reading of [listCloudServices({ workspaceId: "other" }), countCloudServices({ workspaceId: "other" })]) {
      await expect(reading).rejects.toThrow(`workspaceId must be ${own}, the workspace of the SpaceONE token`);
    }
    expect(await sent()).toEqual(before);
  });

  test("of a user without a workspace is refused before any call, as the service would", async () => {
    await useRole({ rol: "USER" });
    for (const reading of [getCloudService({ id: "cloud-svc-1" }), listCloudServices(), countCloudServices()]) {
      await expect(reading).rejects.toThrow("the SpaceONE token has the role USER, which may read neither");
    }
    expect(await sent()).toEqual([]);
    const { spaceoneDomainId: did, spaceoneWorkspaceId: wid } = running.emulator;
    const token = await running.client.mintToken({ ...claims, did, wid, rol: "USER" });
    expect((await running.client.spaceone(list, {}, token)).status).toBe(403);
  });
});

describe("the history of a cloud service", () => {
  test("has its changes, the newest first", async () => {
    const cloudServiceId = await create("web");
    await running.client.advance("PT1M");
    await running.client.cloudServices.update(cloudServiceId, { name: "db" });
    const all = await listCloudServiceHistory({ cloudServiceId });
    expect(all.map(({ action }) => action)).toEqual(["UPDATE", "CREATE"]);
    expect(all[0]).toEqual({
      id: expect.stringMatching(/^record-/),
      recordId: all[0]?.id,
      action: "UPDATE",
      diff: [{ key: "name", before: "web", after: "db", type: "CHANGED" }],
      diffCount: 1,
      updatedBy: "USER",
      cloudServiceId,
      createdAt: expect.any(String),
    });
    const oldest = await listCloudServiceHistory({ cloudServiceId, sort: [{ key: "created_at" }], page: { limit: 1 } });
    expect(oldest.map(({ action }) => action)).toEqual(["CREATE"]);
    expect(await listCloudServiceHistory({ cloudServiceId, action: "DELETE" })).toEqual([]);
    const named = await listCloudServiceHistory({
      cloudServiceId,
      filter: [where("diff.key").eq("name")],
      only: ["action"],
    });
    expect(named.map(({ id: _, ...rest }) => rest)).toEqual([
      { recordId: expect.any(String), action: "UPDATE", createdAt: expect.any(String) },
      { recordId: expect.any(String), action: "CREATE", createdAt: expect.any(String) },
    ]);
  });

  test("is that of one cloud service", async () => {
    await expect(listCloudServiceHistory(nonsense({}))).rejects.toThrow("cloudServiceId is required");
    await expect(listCloudServiceHistory({ cloudServiceId: "cloud-svc-nope" })).rejects.toThrow("ERROR_NOT_FOUND");
  });
});
