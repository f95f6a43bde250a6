import { beforeEach, describe, expect, test } from "@jest/globals";
import type { SwitchChanges } from "../../../emulator/world/switches";
import { useEmulator } from "../../support/in-process-emulator";
import { withClients } from "../../support/service-clients";

const running = useEmulator();

type Fields = Readonly<Record<string, unknown>>;

let ids: { readonly key: string; readonly secret: string; readonly vault: string; readonly certificate: string };

beforeEach(async () => {
  const { client } = running;
  const key = (await client.keys.create("orders", { description: "" })).id;
  const secret = (await client.secrets.create("orders", key, { acl_cidr: "10.0.0.7/32,10.0.1.0/25" })).id;
  const vault = (await client.vaults.create("orders")).id;
  ids = { key, secret, vault, certificate: (await client.certificates.selfSign("orders")).id };
});

async function get(path: string, member: string): Promise<Fields> {
  const { body, status, text } = await running.client.call("GET", path);
  if (status !== 200) throw new Error(`${status} ${text}`);
  return (body as Readonly<Record<string, Fields>>)[member] ?? {};
}

const key = (): Promise<Fields> => get(`/v1/kms/transit/${ids.key}`, "key");
const secret = (): Promise<Fields> => get(`/v1/secrets/${ids.secret}`, "secret");

test.each([
  ["reference", { version_id: "id", labels: ["CURRENT"] }],
  ["id", { id: "id", labels: ["CURRENT"] }],
  ["label", { version_id: "id", label: ["CURRENT"] }],
  ["text", { version_id: "id", labels: "CURRENT" }],
  ["objects", { version_id: "id", labels: [{ label: "CURRENT" }] }],
] as const)("versionForm %s, which the package reads", async (versionForm, expected) => {
  const { client } = running;
  await client.setWorld({ versionForm });
  const list = (await get(`/v1/secrets/${ids.secret}/versions`, "version_list")) as unknown as readonly Fields[];
  const { created_at: _, ...shown } = list[0] ?? {};
  const id = String(shown["version_id"] ?? shown["id"]);
  expect(JSON.parse(JSON.stringify(shown).replace(id, "id"))).toEqual(expected);
  const versions = await withClients(client, ({ secrets }) => secrets.listVersions(ids.secret));
  expect(versions).toEqual([{ id, labels: ["CURRENT"] }]);
});

test.each<[SwitchChanges, () => Promise<Fields>, string, unknown]>([
  [{ emptyDescription: "text" }, key, "description", ""],
  [{ emptyDescription: "null" }, key, "description", null],
  [{ emptyDescription: "missing" }, key, "description", undefined],
  [{ rotateCycleOff: "number" }, key, "rotate_cycle", 90],
  [{ rotateCycleOff: "null" }, key, "rotate_cycle", null],
  [{ rotateCycleOff: "zero" }, key, "rotate_cycle", 0],
  [{ cidrForm: "spaced" }, secret, "acl_cidr", "10.0.0.7/32, 10.0.1.0/25"],
  [{ cidrForm: "tight" }, secret, "acl_cidr", "10.0.0.7/32,10.0.1.0/25"],
  [{ cidrForm: "bare" }, secret, "acl_cidr", "10.0.0.7, 10.0.1.0/25"],
  [{ cidrForm: "list" }, secret, "acl_cidr", ["10.0.0.7/32", "10.0.1.0/25"]],
  [{ unknownFields: true }, key, "not_in_the_reference", { since: "a later version" }],
])("%j", async (world, show, name, expected) => {
  const { client } = running;
  await client.setWorld(world);
  expect((await show())[name]).toEqual(expected);
  const read = await withClients(client, async ({ kms, secrets }) => ({
    ...(await kms.showKey(ids.key)),
    networks: (await secrets.showSecret(ids.secret)).allowedCidrs,
  }));
  expect(read.description).toBe("");
  expect(read.rotationPeriodInDays).toBe(
    world.rotateCycleOff === "null" || world.rotateCycleOff === "zero" ? undefined : 90,
  );
  expect(read.networks?.map((network) => network.replace("/32", ""))).toEqual(["10.0.0.7", "10.0.1.0/25"]);
});

test("vaultLists: lists of one text in show", async () => {
  await running.client.setWorld({ vaultLists: true });
  const vault = await get(`/v1/secretvault/${ids.vault}`, "secret_vault");
  expect(vault["name"]).toEqual(["orders"]);
  expect(vault["vault_token_ttl_ndays"]).toEqual([expect.stringMatching(/^\d+$/)]);
});

describe("certificateTimes", () => {
  test.each([
    ["reference", /^\d{4}-\d\d-\d\dT00:00:00$/],
    ["seoul", /^\d{4}-\d\d-\d\dT09:00:00$/],
    ["zulu", /^\d{4}-\d\d-\d\dT00:00:00Z$/],
    ["day", /^\d{4}-\d\d-\d\d$/],
    ["digits", /^\d{8}$/],
  ] as const)("%s", async (certificateTimes, form) => {
    await running.client.setWorld({ certificateTimes });
    const certificate = await get(`/v1/certificatemanager/${ids.certificate}`, "certificate");
    expect(certificate["not_before_dt"]).toMatch(form);
  });
});
