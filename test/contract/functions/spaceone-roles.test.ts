import { beforeEach, describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import * as scp from "../../../provider/index";
import { useEmulator } from "../../support/in-process-emulator";
import { useProgram } from "../../support/program";

const running = useEmulator();
useProgram(() => running.emulator);

const id = "cloud-svc-1";
const fields = { total: { operator: "count" } } as const;
const tables = [{ name: "all", search: { fields: ["name"] as const } }];

/** Every function for SpaceONE. */
const calls: readonly (readonly [name: string, call: () => PromiseLike<unknown>])[] = [
  ["getCloudService", () => scp.getCloudService({ id })],
  ["listCloudServices", () => scp.listCloudServices()],
  ["countCloudServices", () => scp.countCloudServices()],
  ["statCloudServices", () => scp.statCloudServices({ distinct: "name" })],
  ["analyzeCloudServices", () => scp.analyzeCloudServices({ fields })],
  ["listCloudServiceHistory", () => scp.listCloudServiceHistory({ cloudServiceId: id })],
  ["exportCloudServices", () => scp.exportCloudServices({ tables })],
  ["getSpaceoneSecret", () => scp.getSpaceoneSecret({ id: "secret-1" })],
  ["listSpaceoneSecrets", () => scp.listSpaceoneSecrets()],
  ["countSpaceoneSecrets", () => scp.countSpaceoneSecrets()],
  ["statSpaceoneSecrets", () => scp.statSpaceoneSecrets({ distinct: "name" })],
  ["listCostDataSources", () => scp.listCostDataSources()],
  ["listCosts", () => scp.listCosts({ dataSourceIds: ["ds-1"] })],
];

const useRole = async (rol: string): Promise<void> => {
  const { spaceoneDomainId: did, spaceoneWorkspaceId: workspace } = running.emulator;
  const claims = { typ: "CLIENT_SECRET", own: "APP", ver: "2.0", aud: "app-1", jti: "client-1", did, rol };
  const token = await running.client.mintToken({ ...claims, wid: rol === "DOMAIN_ADMIN" ? "*" : workspace });
  pulumi.runtime.setConfig("spaceone:token", token);
};

beforeEach(async () => {
  const { client } = running;
  await client.seed({
    cloud_services: [
      {
        cloud_service_id: id,
        name: "web",
        provider: "aws",
        cloud_service_group: "EC2",
        cloud_service_type: "Instance",
      },
    ],
    data_sources: [{ data_source_id: "ds-1", name: "AWS" }],
    costs: [{ cost_id: "cost-1", data_source_id: "ds-1", cost: 1 }],
  });
});

test("each function for SpaceONE has a form with plain values and one with Outputs", () => {
  const exported = Object.keys(scp).filter((name) => /^(?:get|list|count|stat|analyze|export)/.test(name));
  const ofSpaceone = exported.filter((name) => /CloudService|Spaceone|Cost/.test(name));
  expect(ofSpaceone.sort()).toEqual(calls.flatMap(([name]) => [name, `${name}Output`]).sort());
});

describe("a token of the role USER", () => {
  test.each(calls)("cannot %s, and no call is made", async (name, call) => {
    await useRole("USER");
    const failure = String(await Promise.resolve(call()).catch((error: unknown) => error));
    expect(failure).toContain(`${name}: `);
    expect(failure).toContain("the SpaceONE token has the role USER, which may read neither the inventory nor secrets");
    expect(await running.client.requests()).toEqual([]);
  });
});

test.each(["DOMAIN_ADMIN", "WORKSPACE_OWNER", "WORKSPACE_MEMBER"])(
  "a token of the role %s can call all others",
  async (rol) => {
    const created = await running.client.spaceone("/secret/secret/create", {
      name: "aws",
      data: { key: "hush" },
      resource_group: "WORKSPACE",
    });
    const { secret_id } = created.body as { secret_id: string };
    await useRole(rol);
    for (const [name, call] of calls) {
      if (name !== "getSpaceoneSecret") expect(await call()).toBeDefined();
    }
    const secret = await scp.getSpaceoneSecret({ id: secret_id });
    expect(JSON.stringify([secret, await scp.listSpaceoneSecrets()])).not.toContain("hush");
  },
);
