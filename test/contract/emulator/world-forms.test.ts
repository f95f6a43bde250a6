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

describe("the forms of ids", () => {
  const dashed = (id: string): string => id.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  const srn = (service: string, id: string): string => `srn:s::1234567890:kr-west1::${service}:object/${id}`;
  const listed = async (path: string, member: string, id: string): Promise<unknown> =>
    ((await get(path, member)) as unknown as readonly Fields[])[0]?.[id];

  test.each([
    ["same", (id: string) => id, (id: string) => id],
    ["otherCase", (id: string) => id.toUpperCase(), (id: string) => id.toLowerCase()],
    ["dashes", dashed, (id: string) => `DIA-${dashed(id.slice(4))}`],
    ["srn", (id: string) => srn("kms", id), (id: string) => srn("configinspection", id)],
  ] as const)("listedIds %s, which paths take, and the package reads", async (listedIds, ofKey, ofDiagnosis) => {
    const { client } = running;
    const diagnosis = await client.diagnoses.save("orders");
    await client.setWorld({ listedIds });
    const id = String(await listed("/v1/kms/transit", "keys", "id"));
    expect(id).toBe(ofKey(ids.key));
    const shown = await listed("/v1/configinspection/diagnosis/list", "summary_responses", "diagnosis_id");
    expect(shown).toBe(ofDiagnosis(diagnosis));
    expect(await key()).toMatchObject({ id: ids.key });
    const { status } = await client.call("GET", `/v1/kms/transit/${encodeURIComponent(id)}`);
    expect(status).toBe(listedIds === "srn" ? 404 : 200);
    await withClients(client, async ({ kms }) => {
      const [read] = await kms.listKeys();
      expect(await kms.showKey(read?.id ?? "")).toMatchObject({ id: ids.key });
    });
    expect(await client.keys.only()).toMatchObject({ id: ids.key });
  });

  test.each([
    ["same", (id: string) => id],
    ["otherCase", (id: string) => id.toUpperCase()],
    ["dashes", dashed],
    ["srn", (id: string) => srn("secretsmanager", id)],
  ] as const)("referredIds %s, which bodies take", async (referredIds, formed) => {
    const { client } = running;
    await client.setWorld({ referredIds });
    const { kms_id } = await secret();
    expect(kms_id).toBe(formed(ids.key));
    expect(await key()).toMatchObject({ id: ids.key });
    const moved = await client.call("PUT", `/v1/secrets/${ids.secret}/kmsid`, { body: { kms_id } });
    expect(moved.status).toBe(referredIds === "srn" ? 400 : 200);
    expect(await client.secrets.only()).toMatchObject({ kms_id: ids.key });
  });
});

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
