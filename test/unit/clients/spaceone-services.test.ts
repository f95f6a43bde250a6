import { beforeEach, describe, expect, test } from "@jest/globals";

import { Connection, type SpaceoneServices } from "../../../provider/clients/connection";
import { Deadline } from "../../../provider/clients/http/deadline";
import { useApiServer } from "../../support/api-server";
import { stackSettings } from "../../support/settings";
import { spaceoneToken } from "../../support/spaceone-token";

const api = useApiServer();
let services: SpaceoneServices;

function connect(claims: object = {}): SpaceoneServices {
  const config = { "spaceone:endpoint": api.url, "spaceone:token": spaceoneToken({ ...claims }) };
  return new Connection(stackSettings(config), () => undefined).spaceone(new Deadline(5000));
}

const member = { rol: "WORKSPACE_MEMBER" };
const admin = { rol: "DOMAIN_ADMIN", wid: "*" };
const bodies = (): unknown[] => api.seen.map(({ body }) => body);
const paths = (): string[] => api.seen.map(({ path }) => path);

beforeEach(() => {
  services = connect();
});

/** What the real service answered to a creation (SPO 2). */
const wireCloudService = {
  cloud_service_id: "cloud-svc-1",
  name: "n",
  state: "ACTIVE",
  account: "a",
  instance_type: "t",
  instance_size: 2.0,
  cloud_service_type: "Instance",
  cloud_service_group: "EC2",
  provider: "aws",
  data: { a: { b: null } },
  metadata: { aws: {} },
  reference: { resource_id: "arn", external_link: "https://x" },
  tags: { aws: { k: "v" }, custom: { team: "orders" } },
  tag_keys: { aws: ["k"] },
  collection_info: { last_collected_at: "2026-01-01T00:00:00.000Z" },
  region_code: "kr",
  domain_id: "domain-1",
  workspace_id: "workspace-1",
  project_id: "project-1",
  created_at: "2026-01-01T00:00:00.000Z",
  updated_at: "2026-01-02T00:00:00.000Z",
};
const type = { provider: "aws", group: "EC2", type: "Instance" };
const wireType = { provider: "aws", cloud_service_group: "EC2", cloud_service_type: "Instance" };

describe("a cloud service", () => {
  beforeEach(() => {
    api.answer = () => ({ body: wireCloudService });
  });

  test("is read as it is shown", async () => {
    await expect(services.cloudServices.get("cloud-svc-1")).resolves.toEqual({
      id: "cloud-svc-1",
      name: "n",
      state: "ACTIVE",
      provider: "aws",
      group: "EC2",
      type: "Instance",
      account: "a",
      instanceType: "t",
      instanceSize: 2,
      ipAddresses: [],
      data: { a: { b: null } },
      metadata: {},
      tags: { team: "orders" },
      metadataBranches: { aws: {} },
      tagBranches: { aws: { k: "v" }, custom: { team: "orders" } },
      collection: { serviceAccountId: "", secretId: "", collectorId: "", lastCollectedAt: "2026-01-01T00:00:00.000Z" },
      reference: { resourceId: "arn", externalLink: "https://x" },
      regionCode: "kr",
      projectId: "project-1",
      domainId: "domain-1",
      workspaceId: "workspace-1",
      createdAt: "2026-01-01T00:00:00.000Z",
      updatedAt: "2026-01-02T00:00:00.000Z",
      deletedAt: "",
    });
    expect([paths(), bodies()]).toEqual([["/inventory/cloud-service/get"], [{ cloud_service_id: "cloud-svc-1" }]]);
  });

  test("that shows its id only has the defaults", async () => {
    api.answer = () => ({ body: { cloud_service_id: "cloud-svc-1" } });
    await expect(services.cloudServices.get("cloud-svc-1")).resolves.toMatchObject({
      name: "",
      instanceSize: 0,
      ipAddresses: [],
      data: {},
      metadata: {},
      tags: {},
      reference: { resourceId: "", externalLink: "" },
    });
  });

  test.each([{}, { cloud_service_id: "" }, { cloud_service_id: "x", data: "text" }, []])(
    "is never read out of %j",
    async (body) => {
      api.answer = () => ({ body });
      await expect(services.cloudServices.get("x")).rejects.toMatchObject({ code: "UNEXPECTED_REPLY" });
    },
  );

  test("is created with a reference always, and without what means nothing", async () => {
    await services.cloudServices.create({ ...type, data: { a: null, b: "" } });
    await services.cloudServices.create({
      ...type,
      data: {},
      name: "",
      account: undefined,
      instanceSize: 0,
      ipAddresses: [],
      reference: { resourceId: "arn", externalLink: "" },
    });
    expect(paths()).toEqual(["/inventory/cloud-service/create", "/inventory/cloud-service/create"]);
    expect(bodies()).toEqual([
      { ...wireType, data: { a: null, b: "" }, reference: {} },
      { ...wireType, data: {}, reference: { resource_id: "arn" } },
    ]);
  });

  test("is updated with what is given; {} is sent, and nothing is sent for nothing", async () => {
    await services.cloudServices.update("cloud-svc-1", {});
    await services.cloudServices.update("cloud-svc-1", {
      name: "m",
      account: undefined,
      tags: {},
      metadata: {},
      data: { gone: null },
      reference: { resourceId: "" },
    });
    expect(paths()).toEqual(["/inventory/cloud-service/update", "/inventory/cloud-service/update"]);
    expect(bodies()).toEqual([
      { cloud_service_id: "cloud-svc-1" },
      { cloud_service_id: "cloud-svc-1", name: "m", tags: {}, metadata: {}, data: { gone: null }, reference: {} },
    ]);
  });

  test("is not updated with what the service would ignore without a word", async () => {
    const update = services.cloudServices.update("x", { name: "", instanceSize: 0, ipAddresses: [] });
    await expect(update).rejects.toThrow("SpaceONE cannot clear name and instance_size and ip_addresses");
    expect(api.seen).toEqual([]);
  });

  test("is deleted by its id", async () => {
    api.answer = () => ({ body: {} });
    await services.cloudServices.delete("cloud-svc-1");
    expect([paths(), bodies()]).toEqual([["/inventory/cloud-service/delete"], [{ cloud_service_id: "cloud-svc-1" }]]);
  });

  test("that was deleted elsewhere is an error that says what to do", async () => {
    const detail = { code: "ERROR_RESOURCE_ALREADY_DELETED", message: " CloudService has already been deleted. (x)" };
    api.answer = () => ({ status: 400, body: { detail } });
    await expect(services.cloudServices.update("cloud-svc-1", {})).rejects.toMatchObject({
      remedy: expect.stringContaining("run `pulumi refresh`"),
    });
  });

  test("a lost reply of an update is asked for again, of a creation not", async () => {
    api.answer = (_, count) => (count === 2 ? { body: wireCloudService } : undefined);
    await services.cloudServices.update("cloud-svc-1", {});
    await expect(services.cloudServices.create({ ...type, data: {} })).rejects.toMatchObject({ outcome: "unknown" });
    expect(api.seen).toHaveLength(3);
  });
});

describe("lists of cloud services", () => {
  const records = (from: number, count: number): object[] =>
    Array.from({ length: count }, (_, index) => ({ cloud_service_id: `cloud-svc-${from + index}` }));

  test("may be empty, in a reply that says nothing", async () => {
    expect(await services.cloudServices.listByReference("arn")).toEqual([]);
  });

  test("by type are read to their end, or until there are enough", async () => {
    api.answer = (_, count) => ({
      body: { results: count === 1 ? records(0, 1000) : records(1000, 5), total_count: 1005 },
    });
    expect(await services.cloudServices.listByType(type, 1001)).toHaveLength(1005);
    const filter = [
      { key: "provider", value: "aws", operator: "eq" },
      { key: "cloud_service_group", value: "EC2", operator: "eq" },
      { key: "cloud_service_type", value: "Instance", operator: "eq" },
    ];
    const sort = [{ key: "cloud_service_id" }];
    expect(bodies()).toEqual([
      { query: { filter, sort, page: { start: 1, limit: 1000 } } },
      { query: { filter, sort, page: { start: 1001, limit: 1000 } } },
    ]);
    expect(await services.cloudServices.listByType(type, 5)).toHaveLength(5);
    expect(api.seen).toHaveLength(3);
  });
});

describe("a secret", () => {
  const wireSecret = {
    secret_id: "secret-1",
    name: "s",
    schema_id: "aws_access_key",
    tags: { a: "b" },
    resource_group: "PROJECT",
    domain_id: "domain-1",
    workspace_id: "workspace-1",
    project_id: "project-1",
    created_at: "2026-01-01T00:00:00.000Z",
  };

  beforeEach(() => {
    api.answer = () => ({ body: wireSecret });
  });

  test("is read as it is shown", async () => {
    await expect(services.secrets.get("secret-1")).resolves.toEqual({
      id: "secret-1",
      name: "s",
      schemaId: "aws_access_key",
      provider: "",
      tags: { a: "b" },
      resourceGroup: "PROJECT",
      domainId: "domain-1",
      workspaceId: "workspace-1",
      projectId: "project-1",
      serviceAccountId: "",
      trustedSecretId: "",
      createdAt: "2026-01-01T00:00:00.000Z",
    });
  });

  test("of the whole domain has neither workspace nor project", async () => {
    api.answer = () => ({ body: { ...wireSecret, resource_group: "DOMAIN", workspace_id: "*", project_id: "*" } });
    await expect(services.secrets.get("secret-1")).resolves.toMatchObject({ workspaceId: undefined, projectId: "" });
  });

  test("is written in the API's words", async () => {
    const { secrets } = services;
    await secrets.create({ name: "s", data: {}, resourceGroup: "PROJECT", schemaId: "", projectId: "project-1" });
    await secrets.update("secret-1", { name: "t", tags: {}, projectId: "project-1" });
    await secrets.updateData("secret-1", { k: "" });
    await secrets.updateData("secret-1", {}, "schema");
    await secrets.delete("secret-1");
    expect(api.seen.map(({ path, body }) => [path, body])).toEqual([
      ["/secret/secret/create", { name: "s", data: {}, resource_group: "PROJECT", project_id: "project-1" }],
      ["/secret/secret/update", { secret_id: "secret-1", name: "t", tags: {}, project_id: "project-1" }],
      ["/secret/secret/update-data", { secret_id: "secret-1", data: { k: "" } }],
      ["/secret/secret/update-data", { secret_id: "secret-1", data: {}, schema_id: "schema" }],
      ["/secret/secret/delete", { secret_id: "secret-1" }],
    ]);
    await expect(secrets.updateData("secret-1", {}, "")).rejects.toThrow("SpaceONE cannot clear schema_id");
  });

  test("that the token sees but may not change is not taken for one that is not there", async () => {
    const message = ` Resource cannot be found or access is denied. (('secret_id', 'domain_id') = ('secret-1', 'domain-1'))`;
    const notFound = { status: 404, body: { detail: { code: "ERROR_NOT_FOUND", message } } };
    const seen = { body: { ...wireSecret, resource_group: "DOMAIN" } };
    const { secrets } = services;
    const changes = [
      () => secrets.update("secret-1", {}),
      () => secrets.updateData("secret-1", {}),
      () => secrets.delete("secret-1"),
    ];
    for (const change of changes) {
      api.answer = ({ path }) => (path === "/secret/secret/get" ? seen : notFound);
      await expect(change()).rejects.toThrow("may not change it: this needs DOMAIN_ADMIN");
      api.answer = () => notFound;
      await expect(change()).rejects.toMatchObject({ status: 404, isNotFound: true });
    }
  });

  test("is listed as a whole and by a tag, always in an order", async () => {
    api.answer = () => ({ body: { results: [{ ...wireSecret, tags: { nonce: "n1" } }], total_count: 1 } });
    const found = [...(await services.secrets.listAll()), ...(await services.secrets.listByTag("nonce", "n1"))];
    expect(found.map(({ id }) => id)).toEqual(["secret-1", "secret-1"]);
    const rest = { sort: [{ key: "secret_id" }], page: { start: 1, limit: 1000 } };
    expect(bodies()).toEqual([
      { query: { filter: [], ...rest } },
      { query: { filter: [{ key: "tags.nonce", value: "n1", operator: "eq" }], ...rest } },
    ]);
  });
});

// Who may do what: the matrix that the real service showed (SPO 2, SPO 3).
describe("what the token's role may not do is explained before anything is sent:", () => {
  const secret = { name: "s", data: {} };
  const rows: [string, object, (all: SpaceoneServices) => Promise<unknown>, string][] = [
    ["an administrator's create", admin, (all) => all.cloudServices.create({ ...type, data: {} }), "role DOMAIN_ADMIN"],
    ["an administrator's update", admin, (all) => all.cloudServices.update("x", {}), "may read cloud services but not"],
    [
      "an administrator's delete",
      admin,
      (all) => all.cloudServices.delete("x"),
      "use a token of an app of the workspace",
    ],
    [
      "a member's create without project",
      member,
      (all) => all.cloudServices.create({ ...type, data: {} }),
      "set projectId",
    ],
    [
      "a member's domain secret",
      member,
      (all) => all.secrets.create({ ...secret, resourceGroup: "DOMAIN" }),
      "role WORKSPACE_MEMBER, which may not make secrets of resourceGroup DOMAIN: this needs DOMAIN_ADMIN",
    ],
    [
      "an owner's domain secret",
      {},
      (all) => all.secrets.create({ ...secret, resourceGroup: "DOMAIN" }),
      "role WORKSPACE_OWNER, which may not make secrets of resourceGroup DOMAIN: this needs DOMAIN_ADMIN",
    ],
    [
      "a member's workspace secret",
      member,
      (all) => all.secrets.create({ ...secret, resourceGroup: "WORKSPACE" }),
      "may not make secrets of resourceGroup WORKSPACE: this needs WORKSPACE_OWNER",
    ],
    [
      "a member's project secret without project",
      member,
      (all) => all.secrets.create({ ...secret, resourceGroup: "PROJECT" }),
      "sees its own projects only: set projectId to one of them",
    ],
    [
      "an administrator's workspace secret without workspace",
      admin,
      (all) => all.secrets.create({ ...secret, resourceGroup: "WORKSPACE" }),
      "needs workspaceId for resourceGroup WORKSPACE",
    ],
    [
      "a secret in another workspace than the token's",
      {},
      (all) => all.secrets.create({ ...secret, resourceGroup: "WORKSPACE", workspaceId: "workspace-other" }),
      "workspaceId must be workspace-77919b6ee1f1",
    ],
  ];

  test.each(rows)("%s", async (_, claims, work, message) => {
    await expect(work(connect(claims))).rejects.toMatchObject({
      code: "SETTINGS",
      message: expect.stringContaining(message),
    });
    expect(api.seen).toEqual([]);
  });

  test.each<[string, object, (all: SpaceoneServices) => Promise<unknown>]>([
    [
      "a member's create in a project",
      member,
      (all) => all.cloudServices.create({ ...type, data: {}, projectId: "p" }),
    ],
    ["a member's update", member, (all) => all.cloudServices.update("x", {})],
    ["an owner's create", {}, (all) => all.cloudServices.create({ ...type, data: {} })],
    ["an administrator's get", admin, (all) => all.cloudServices.get("x")],
    ["a role that is not known here", { rol: "USER" }, (all) => all.cloudServices.create({ ...type, data: {} })],
  ])("%s is sent", async (_, claims, work) => {
    api.answer = () => ({ body: wireCloudService });
    await work(connect(claims));
    expect(api.seen).toHaveLength(1);
  });

  test.each<[string, object, Parameters<SpaceoneServices["secrets"]["create"]>[0], object]>([
    ["an administrator's domain secret", admin, { ...secret, resourceGroup: "DOMAIN" }, { resource_group: "DOMAIN" }],
    [
      "an administrator's workspace secret",
      admin,
      { ...secret, resourceGroup: "WORKSPACE", workspaceId: "w" },
      { resource_group: "WORKSPACE", workspace_id: "w" },
    ],
    ["an owner's workspace secret", {}, { ...secret, resourceGroup: "WORKSPACE" }, { resource_group: "WORKSPACE" }],
    [
      "a member's project secret",
      member,
      { ...secret, resourceGroup: "PROJECT", projectId: "p" },
      { resource_group: "PROJECT", project_id: "p" },
    ],
    [
      "a member's secret of an account",
      member,
      { ...secret, resourceGroup: "PROJECT", serviceAccountId: "sa" },
      { resource_group: "PROJECT", service_account_id: "sa" },
    ],
  ])("%s is sent", async (_, claims, made, sent) => {
    api.answer = () => ({ body: { secret_id: "secret-1" } });
    await connect(claims).secrets.create(made);
    expect(bodies()).toEqual([{ ...secret, ...sent }]);
  });
});

test("an object that cannot be read is left out of a list, and of its number", async () => {
  const secrets = [{ secret_id: "secret-1" }, { secret_id: "secret-2", name: 1 }];
  api.answer = () => ({ body: { results: secrets, total_count: 2 } });
  expect((await services.secrets.listAll()).map(({ id }) => id)).toEqual(["secret-1"]);
  expect(api.seen).toHaveLength(1);
});
