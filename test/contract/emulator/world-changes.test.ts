import { beforeEach, describe, expect, test } from "@jest/globals";
import { refusalOf, type Answer, type SecretRecord } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();
const days = { body: { waiting_time_ndays: 7 } };

let secret: SecretRecord;

beforeEach(async () => {
  const key = await running.client.keys.create("used");
  secret = await running.client.secrets.create("orders", key.id);
});

function put(part: string, body: object): Promise<Answer> {
  return running.client.call("PUT", `/v1/secrets/${secret.id}/${part}`, { body });
}

describe("sameValue", () => {
  const value = { secret_value: '{"again":"1"}' };
  const versions = async () => (await running.client.secrets.stored())[0]?.versions.length;

  test.each([
    ["newVersion", 200, 3],
    ["ignored", 200, 2],
    ["refused", 400, 2],
  ] as const)("%s", async (sameValue, status, count) => {
    await running.client.setWorld({ sameValue });
    expect((await put("values", value)).status).toBe(200);
    expect(await versions()).toBe(2);
    expect((await put("values", value)).status).toBe(status);
    expect(await versions()).toBe(count);
    expect((await put("values", { secret_value: '{"again":"2"}' })).status).toBe(200);
  });
});

describe("unchanged", () => {
  test.each([
    ["taken", 200],
    ["refused", 400],
  ] as const)("%s", async (unchanged, status) => {
    const { client } = running;
    await client.setWorld({ unchanged });
    const kms = `/v1/kms/transit/${secret.kms_id}`;
    const same: readonly (() => Promise<Answer>)[] = [
      () => client.call("PUT", `${kms}/description`, { body: { description: "a" } }),
      () => client.call("PUT", `${kms}/rotate-info`, { body: { auto_rotate: "Y", rotate_cycle: 7 } }),
      () => client.call("PUT", `${kms}/state`, { body: { state: "Stop" } }),
      () => put("description", { description: "a" }),
      () => put("acl-cidr", { acl_cidr: "10.0.0.9/32" }),
      () => put("private-acl", { private_acl_enabled: true, private_acl_resources: [{ resource_id: "vpc1" }] }),
    ];
    for (const change of same) {
      expect((await change()).status).toBe(200);
      expect((await change()).status).toBe(status);
    }
    await client.call("PUT", `${kms}/state`, { body: { state: "Active" } });
    expect((await put("kmsid", { kms_id: secret.kms_id })).status).toBe(status);
  });
});

describe("secondDeletion", () => {
  test.each([
    ["own", [204, 400, 400], [3, 7, 7]],
    ["taken", [204, 204, 200], [3, 7, 7]],
    ["moved", [204, 204, 200], [4, 8, 8]],
    ["refused", [400, 400, 400], [3, 7, 7]],
    ["notFound", [404, 404, 404], [3, 7, 7]],
  ] as const)("%s", async (secondDeletion, statuses, waiting) => {
    const { client } = running;
    await client.setWorld({ secondDeletion });
    const key = await client.keys.create("orders");
    const vault = await client.vaults.create("orders");
    const remove = async () => [
      (await client.call("DELETE", `/v1/kms/transit/${key.id}`)).status,
      (await client.call("DELETE", `/v1/secrets/${secret.id}`, days)).status,
      (await client.call("PUT", `/v1/secretvault/${vault.id}/terminated`, days)).status,
    ];
    const begun = Date.parse(vault.created_at);
    expect(await remove()).toEqual([204, 204, 200]);
    await client.advance("P1D");
    expect(await remove()).toEqual(statuses);
    const dates = [
      (await client.keys.show(key.id)).delete_at,
      (await client.secrets.show(secret.id)).deleted_at,
      (await client.vaults.stored())[0]?.delete_at,
    ];
    expect(dates.map((date) => Math.floor((Date.parse(date ?? "") - begun) / 86_400_000))).toEqual(waiting);
  });
});

test.each([
  ["taken", 200],
  ["refused", 400],
] as const)("restoreOfActive %s", async (restoreOfActive, status) => {
  const { client } = running;
  await client.setWorld({ restoreOfActive });
  const restore = async () => (await client.call("PUT", `/v1/secrets/${secret.id}/restore`)).status;
  expect(await restore()).toBe(status);
  await client.call("DELETE", `/v1/secrets/${secret.id}`, days);
  expect(await restore()).toBe(200);
});

test("savedTwice updated: a diagnosis takes the place of the one that has its id", async () => {
  const { client } = running;
  const id = await client.diagnoses.save("orders");
  const [saved] = (await client.requests()).filter(({ path }) => path.endsWith("/diagnosis/save"));
  const again = { ...(saved?.body as object), diagnosis_name: "renamed" };
  const save = () => client.call("POST", "/v1/configinspection/diagnosis/save", { body: again });
  expect(refusalOf(await save())).toMatchObject({ status: 409 });
  await client.setWorld({ savedTwice: "updated" });
  expect((await save()).status).toBe(201);
  expect(
    (await client.diagnoses.stored()).map(({ diagnosis_id, diagnosis_name }) => [diagnosis_id, diagnosis_name]),
  ).toEqual([[id, "renamed"]]);
});

test.each([
  ["refused", 400, 0],
  ["moved", 200, 1],
] as const)("labelMove %s", async (labelMove, status, index) => {
  const { client } = running;
  await client.setWorld({ labelMove });
  await put("values", { secret_value: '{"again":"1"}' });
  const versions = async () => (await client.secrets.stored())[0]?.versions ?? [];
  const ids = (await versions()).map(({ version_id }) => version_id);
  const add = async (to: string | undefined) =>
    (await put("label", { label: "stable", move_to_version_id: to })).status;
  expect(await add(ids[0])).toBe(200);
  expect(await add(ids[1])).toBe(status);
  expect((await versions()).findIndex(({ labels }) => labels.includes("stable"))).toBe(index);
  expect(await add(ids[index])).toBe(400);
});
