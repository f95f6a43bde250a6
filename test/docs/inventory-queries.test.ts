import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import * as costAnalysis from "../../provider/functions/cost-analysis";
import * as inventory from "../../provider/functions/inventory";
import * as spaceoneSecret from "../../provider/functions/spaceone-secret";
import { EmulatorProcess } from "../support/emulator-process";
import { packageFolder, Project } from "../support/project";

type Objects = readonly Readonly<Record<string, unknown>>[];

const examples = ["inventory-queries", "inventory-statistics"] as const;
const exampleFolder = (name: string): string => join(packageFolder, "examples", name);

let emulator: EmulatorProcess;
let project: Project;
/** What the guide shows, as the emulator is given it. */
let guide: { readonly cloud_services: Objects; readonly data_sources: Objects; readonly costs: Objects };
/** The days on which cloud services are made. */
let days: readonly [string, string];

beforeAll(async () => {
  emulator = await EmulatorProcess.start();
  await makeObjects();
  project = await Project.create(emulator.spaceoneConfig, { main: "index.ts" });
  for (const name of examples) await cp(exampleFolder(name), join(project.folder, name), { recursive: true });
  const lines = examples.map((name, index) => `export * as ${index === 0 ? "queries" : "numbers"} from "./${name}";\n`);
  await writeFile(join(project.folder, "index.ts"), lines.join(""));
});

afterAll(async () => {
  await emulator.stop();
  await project.remove();
});

/** An old secret, the guide's objects on one day, and on the next one two more, one of which is deleted. */
async function makeObjects(): Promise<void> {
  const { address, client } = emulator;
  const newSecret = (fields: object) =>
    client.spaceone("/secret/secret/create", { data: { key: "hush" }, resource_group: "WORKSPACE", ...fields });
  await newSecret({ name: "old", schema_id: "aws_access_key" });
  const first = await client.advance("P91D");
  await newSecret({ name: "new", schema_id: "aws_assume_role" });
  await newSecret({ name: "newer", schema_id: "aws_assume_role" });
  guide = JSON.parse(await readFile(join(exampleFolder(examples[0]), "seed.json"), "utf8")) as typeof guide;
  await client.seed(guide);
  const second = await client.advance("P1D");
  const project_id = address.spaceoneProjectId;
  const key = { provider: "scp", cloud_service_group: "KMS", cloud_service_type: "Key", project_id };
  const { cloud_service_id: kept } = await client.cloudServices.create({ ...key, region_code: "kr-west1" });
  await client.cloudServices.update(kept, { tags: { team: "orders" } });
  const { cloud_service_id } = await client.cloudServices.create(key);
  await client.spaceone("/inventory/cloud-service/delete", { cloud_service_id });
  days = [first.slice(0, 10), second.slice(0, 10)];
}

const output = async (name: string): Promise<Readonly<Record<string, never>>> =>
  (await project.output(name)) as Readonly<Record<string, never>>;

test("the examples call every function that the package exports for SpaceONE", async () => {
  const files = await Promise.all(
    examples.flatMap(async (example) => {
      const names = (await readdir(exampleFolder(example))).filter((file) => file.endsWith(".ts"));
      return Promise.all(names.map((name) => readFile(join(exampleFolder(example), name), "utf8")));
    }),
  );
  const text = files.flat().join("\n");
  const names = Object.keys({ ...costAnalysis, ...inventory, ...spaceoneSecret });
  const functions = new Set(names.map((name) => name.replace(/Output$/, "")));
  expect(functions.size).toBe(13);
  expect([...functions].filter((name) => !new RegExp(`\\b${name}(Output)?\\(`).test(text))).toEqual([]);
});

test("a preview finds all of it, and makes no file", async () => {
  const preview = await project.preview();
  expect(preview.output).toContain("service-bastion");
  expect(preview.code).toBe(0);
  const paths = new Set((await emulator.client.requests()).map(({ path }) => path));
  expect(paths).not.toContain("/inventory/cloud-service/export");
  expect(paths).toContain("/cost-analysis/cost/list");
});

describe("the six cases give what the guide shows:", () => {
  let found: Readonly<Record<string, Objects>>;
  const service = (index: number): Readonly<Record<string, unknown>> => guide.cloud_services[index] ?? {};

  beforeAll(async () => {
    const up = await project.up();
    expect(`${up.output}\nexit code ${String(up.code)}`).toMatch(/exit code 0$/);
    found = await output("queries");
  });

  test("1. the cloud services of a provider", () => {
    expect(found["instances"]).toMatchObject([
      { name: "service-bastion", provider: "aws", cloudServiceGroup: "EC2", cloudServiceType: "Instance" },
      { name: "spaceone-instance" },
    ]);
  });

  test("2. one of them, with all that is known of it", () => {
    const { domainId, workspaceId, ...detail } = found["detail"] as unknown as Readonly<Record<string, unknown>>;
    const { spaceoneDomainId, spaceoneWorkspaceId } = emulator.address;
    expect([domainId, workspaceId]).toEqual([spaceoneDomainId, spaceoneWorkspaceId]);
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as unknown;
    expect(detail).toEqual({
      id: "cloud-svc-11111111111111",
      cloudServiceId: "cloud-svc-11111111111111",
      name: "service-bastion",
      state: "ACTIVE",
      ipAddresses: ["10.0.138.84"],
      account: "11111111111",
      instanceType: "t3.micro",
      cloudServiceType: "Instance",
      cloudServiceGroup: "EC2",
      provider: "aws",
      data: service(0)["data"],
      reference: {
        resourceId: "i-111111111111",
        externalLink:
          "https://ap-northeast-2.console.aws.amazon.com/ec2/v2/home?region=ap-northeast-2#Instances:instanceId=i-111111111111",
      },
      tags: {},
      tagBranches: { aws: { Name: "service-bastion" } },
      metadata: {},
      metadataBranches: {},
      collectionInfo: {
        serviceAccountId: "sa-11111113c43",
        secretId: "secret-aaa88e9e1110",
        collectorId: "collector-afc8806f1485",
        lastCollectedAt: time,
      },
      regionCode: "ap-northeast-2",
      projectId: "project-11111111111",
      createdAt: time,
      updatedAt: time,
    });
  });

  test("3. those with a managed tag", () => {
    expect(found["tagged"]).toMatchObject([
      { name: "spaceone-instance", tagBranches: { aws: { Created_by: "wonny" } }, data: service(1)["data"] },
    ]);
    expect(found["tagged"]).toHaveLength(1);
  });

  test("4. the security groups that are in use, with a few properties", () => {
    const id = service(2)["cloud_service_id"];
    expect(found["usedSecurityGroups"]).toEqual([
      { id, cloudServiceId: id, name: "ems-eks-bastion-sg-01", state: "ACTIVE", data: service(2)["data"] },
    ]);
  });

  test("5. the data sources", () => {
    expect(found["dataSources"]).toMatchObject([
      { id: "ds-a8cac8e9c7c8", name: "AWS", dataSourceType: "EXTERNAL", secretType: "MANUAL", resourceGroup: "DOMAIN" },
    ]);
  });

  test("6. the costs of one of them on a day, as numbers", () => {
    const costs = (found["costsOfDay"] ?? []).map(({ id, cost, billedDate }) => [id, cost, billedDate]);
    expect(costs).toEqual([
      ["cost-2", 2.25, "2024-12-16"],
      ["cost-3", 0, "2024-12-16"],
    ]);
  });

  test("and the history of the one that is shown, after somebody has changed it", async () => {
    expect(found["changes"]).toEqual([]);
    await emulator.client.cloudServices.update("cloud-svc-11111111111111", { name: "bastion-2" });
    expect((await project.up()).code).toBe(0);
    const { changes } = await output("queries");
    expect(changes).toMatchObject([
      { action: "UPDATE", diff: [{ key: "name", before: "service-bastion", after: "bastion-2", type: "CHANGED" }] },
    ]);
  });
});

test("the twelve statistics count what is there", async () => {
  const { statistics, oldSecrets, file } = await output("numbers");
  const aws = { provider: "aws" };
  const [first, second] = days;
  expect(statistics).toEqual({
    services: {
      byProvider: [
        { ...aws, total: 5 },
        { provider: "scp", total: 2 },
      ],
      byRegion: [
        { ...aws, regionCode: null, total: 3 },
        { ...aws, regionCode: "ap-northeast-2", total: 2 },
        { provider: "scp", regionCode: "kr-west1", total: 2 },
      ],
      byType: [
        { ...aws, cloudServiceGroup: "EC2", cloudServiceType: "SecurityGroup", total: 3 },
        { ...aws, cloudServiceGroup: "EC2", cloudServiceType: "Instance", total: 2 },
        { provider: "scp", cloudServiceGroup: "KMS", cloudServiceType: "Key", total: 2 },
      ],
      byProject: expect.arrayContaining([
        { total: 4 },
        { projectId: "project-11111111111", total: 1 },
        { projectId: "project-111111111", total: 1 },
        { projectId: emulator.address.spaceoneProjectId, total: 1 },
      ]),
      createdByDay: [
        { day: first, total: 6 },
        { day: second, total: 2 },
      ],
      deletedByDay: [{ day: second, total: 1 }],
      sizeByRegion: [{ regionCode: "ap-northeast-2", total: 2, cores: 6, memory: 17 }],
      withoutTeam: 6,
    },
    secrets: {
      bySchema: [
        { schema: "aws_assume_role", total: 2 },
        { schema: "aws_access_key", total: 1 },
      ],
    },
    costs: {
      byMonth: { "2024-11": 3.5, "2024-12": 3.25 },
      byProduct: { AmazonEC2: 5.75, AmazonS3: 1 },
      byAccount: { "11111111111": 5.75, "111111111111": 1 },
    },
  });
  expect(oldSecrets).toMatchObject({ total: 1, oldest: { name: "old", schemaId: "aws_access_key" } });
  expect(JSON.stringify(oldSecrets)).not.toContain("hush");
  expect(file).toMatch(/inventory_\d{8}\.xlsx$/);
});
