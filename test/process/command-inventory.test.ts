import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { pulumiScp, variablesOf, type Ran } from "../support/command";
import { EmulatorProcess } from "../support/emulator-process";

let emulator: EmulatorProcess;
let folder: string;
let keyId: string;
let secretId: string;
let serviceId: string;

const inventory = (...args: string[]): Promise<Ran> => pulumiScp(["inventory", ...args], variablesOf(emulator));
const items = async (...args: string[]): Promise<Record<string, unknown>[]> =>
  JSON.parse((await inventory("--json", ...args)).stdout) as Record<string, unknown>[];

beforeAll(async () => {
  emulator = await EmulatorProcess.start();
  folder = await mkdtemp(join(tmpdir(), "pulumi-scp-inventory-"));
  keyId = (await emulator.client.keys.create("orders")).id;
  await emulator.client.keys.create("billing");
  secretId = (await emulator.client.secrets.create("orders-db", keyId)).id;
  const { cloudServices } = emulator.client;
  // Tags of a creation stand under the provider, those of an update under "custom".
  serviceId = (await cloudServices.create({ name: "orders", tags: { team: "shop", "a=b": "c" } })).cloud_service_id;
  await cloudServices.update(serviceId, { tags: { stage: "prod", size: 3 } });
  await cloudServices.create({ data: { nameless: true } });
  const secret = { name: "collector", resource_group: "WORKSPACE", data: { a: "b" }, tags: { stage: "test" } };
  await emulator.client.spaceone("/secret/secret/create", secret);
});

afterAll(async () => {
  await emulator.stop();
  await rm(folder, { recursive: true, force: true });
});

async function stateFile(): Promise<string> {
  const file = join(folder, "state.json");
  const type = "pulumi-nodejs:dynamic/scp:KmsKey";
  const urnOf = (name: string): string => `urn:pulumi:prod::shop::${type}::${name}`;
  const resources = [
    { urn: "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod", type: "pulumi:pulumi:Stack" },
    { urn: urnOf("orders"), type, id: keyId },
    { urn: urnOf("looked-up"), type, id: keyId, external: true },
    { urn: urnOf("orders"), type, id: keyId, delete: true },
    { urn: "urn:pulumi:prod::shop::aws:kms/key:Key::theirs", type: "aws:kms/key:Key", id: serviceId },
  ];
  await writeFile(file, JSON.stringify({ version: 3, deployment: { resources } }));
  return file;
}

describe("inventory", () => {
  test("lists all kinds, with what needs an object", async () => {
    expect(await items()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: "KmsKey", id: keyId, name: "orders", neededBy: ["Secret orders-db"] }),
        expect.objectContaining({ kind: "Secret", id: secretId, name: "orders-db", state: "Active", neededBy: [] }),
        expect.objectContaining({ kind: "ManagedKmsKey", name: "scp-managed-key" }),
        {
          kind: "CloudService",
          id: serviceId,
          name: "orders",
          state: "ACTIVE",
          dates: { createdAt: expect.any(String), updatedAt: expect.any(String) },
          tags: { team: "shop", "a=b": "c", stage: "prod", size: 3 },
          neededBy: [],
        },
        expect.objectContaining({ kind: "CloudService", name: "", tags: {} }),
        expect.objectContaining({ kind: "SpaceoneSecret", name: "collector", state: "", tags: { stage: "test" } }),
      ]),
    );
  });

  test("shows only objects with all of the tags, whoever has set them", async () => {
    expect((await items("--tag", "stage")).map(({ name }) => name)).toEqual(["orders", "collector"]);
    expect((await items("--tag", "stage=prod", "team")).map(({ name }) => name)).toEqual(["orders"]);
  });

  test("leaves out a cloud that nobody has set up, and says so", async () => {
    const { SPACEONE_TOKEN: _, SPACEONE_ENDPOINT: __, ...scpOnly } = variablesOf(emulator);
    const ran = await pulumiScp(["inventory", "--json"], scpOnly);
    expect(ran.code).toBe(0);
    expect(ran.stderr).toMatch(/^Left out: SpaceONE: no SpaceONE credentials: set spaceone:endpoint .*\n$/);
    expect(ran.stdout).toContain(keyId);
    const asked = await pulumiScp(["inventory", "--kind", "CloudService"], scpOnly);
    expect(asked).toMatchObject({ code: 1, stderr: expect.stringContaining("no SpaceONE credentials") });
    const half = await pulumiScp(["inventory"], { ...scpOnly, SPACEONE_ENDPOINT: emulator.address.url });
    expect(half).toMatchObject({ code: 1, stderr: expect.stringContaining("is set, but no SpaceONE token") });
  });

  test("knows what needs a key also where only keys are asked for", async () => {
    const keys = await items("--kind", "KmsKey", "--name", "ORD");
    expect(keys).toMatchObject([{ kind: "KmsKey", name: "orders", neededBy: ["Secret orders-db"] }]);
    expect(keys[0]?.["dates"]).toHaveProperty("createdAt");
  });

  test("says which resource of a state manages an object, and what nothing manages", async () => {
    const state = await stateFile();
    const managed = await items("--state", state, "--kind", "KmsKey");
    expect(managed.find(({ id }) => id === keyId)?.["managedBy"]).toMatch(/::orders$/);
    const unmanaged = await items("--state", state, "--unmanaged");
    expect(unmanaged.map(({ id }) => id)).not.toContain(keyId);
    expect(unmanaged.map(({ id }) => id)).toContain(secretId);
  });

  test("prints a table for people and CSV for spreadsheets", async () => {
    const { stdout, stderr, code } = await inventory("--kind", "Secret");
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    const [head, row] = stdout.split("\n");
    expect(head).toMatch(/^KIND +NAME +ID +STATE +DATES +NEEDED BY$/);
    expect(row).toMatch(new RegExp(`^Secret +orders-db +${secretId} +Active`));
    expect((await inventory("--kind", "Secret", "--csv")).stdout).toContain(`Secret,orders-db,${secretId},Active,`);
  });

  test("lists the rest where one service refuses, and ends with 1", async () => {
    const body = { errors: [{ code: "Forbidden", detail: "no right to list secrets" }] };
    await emulator.client.addFault({ path: "/v1/secrets$", times: 0, fault: { status: 403, body } });
    const { stdout, stderr, code } = await inventory();
    await emulator.client.removeFaults();
    expect(code).toBe(1);
    expect(stdout).toContain("orders");
    expect(stderr).toMatch(/^pulumi-scp: cannot list the secrets: .*no right to list secrets/);
  });

  test.each([
    [["--kind", "Key"], 2, "Allowed choices are KmsKey"],
    [["--unmanaged"], 2, "'--unmanaged' needs '--state'"],
    [["--json", "--csv"], 2, "cannot be used with"],
    [["--tag", "a", "--kind", "KmsKey"], 2, "shows only those of"],
    [["--tag"], 2, "argument missing"],
    [["now"], 2, "too many arguments"],
    [["--state", __filename], 1, "is no exported state of a stack"],
  ])("with %j ends with %d and says why", async (args, code, reason) => {
    const ran = await inventory(...args);
    expect(ran.code).toBe(code);
    expect(ran.stderr).toContain(reason);
    expect(ran.stdout).toBe("");
  });

  test("without credentials says where they can be given", async () => {
    const { code, stderr } = await pulumiScp(["inventory"], { SCP_REGION: "kr-west1" });
    expect(code).toBe(1);
    expect(stderr).toContain("scp:accessKey");
    expect(stderr).toContain("spaceone:token");
  });
});
