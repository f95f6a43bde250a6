import { beforeEach, describe, expect, test } from "@jest/globals";
import type { Answer, KeyRecord, SecretRecord } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

let key: KeyRecord;
let secret: SecretRecord;

beforeEach(async () => {
  key = await running.client.keys.create("orders", { auto_rotate: "Y" });
  secret = await running.client.secrets.create("orders", key.id);
});

function changes(): Promise<readonly Answer[]> {
  const { client } = running;
  const kms = `/v1/kms/transit/${key.id}`;
  return Promise.all([
    client.call("PUT", `${kms}/description`, { body: { description: "changed" } }),
    client.call("POST", `${kms}/rotate`),
    client.call("PUT", `/v1/secrets/${secret.id}/description`, { body: { description: "changed" } }),
    client.call("PUT", `/v1/secrets/${secret.id}/restore`),
  ]);
}

describe("changeReplies", () => {
  test("whole: the object as it is", async () => {
    const [description, rotation] = await changes();
    expect(description?.body).toMatchObject({ key: { description: "changed" } });
    expect(rotation?.body).toMatchObject({ key: { current_version: 2 } });
  });

  test("none: nothing, while all else is answered", async () => {
    const { client } = running;
    await client.setWorld({ changeReplies: "none" });
    expect((await changes()).map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    expect(await client.keys.show(key.id)).toMatchObject({ description: "changed", current_version: 2 });
    const vault = await client.vaults.create("orders");
    const body = { waiting_time_ndays: 7 };
    expect((await client.call("PUT", `/v1/secretvault/${vault.id}/terminated`, { body })).status).toBe(204);
  });

  test("none: a refusal stays one", async () => {
    const { client } = running;
    await client.setWorld({ changeReplies: "none" });
    const answer = await client.call("PUT", `/v1/kms/transit/${key.id}/state`, { body: { state: "x" } });
    expect(answer.status).toBe(400);
  });

  test("before: a key as it was", async () => {
    const { client } = running;
    await client.setWorld({ changeReplies: "before" });
    const [description, rotation] = await changes();
    expect(description?.body).toMatchObject({ key: { description: "" } });
    expect(rotation?.body).toMatchObject({ key: { current_version: 1 } });
    expect(await client.keys.show(key.id)).toMatchObject({ description: "changed", current_version: 2 });
  });
});

test.each([
  ["reference", expect.any(String)],
  ["null", null],
  ["missing", undefined],
  ["day", expect.stringMatching(/^\d{4}-\d\d-\d\d$/)],
  ["milliseconds", expect.any(Number)],
] as const)("nextRotation %s", async (nextRotation, value) => {
  await running.client.setWorld({ nextRotation });
  expect((await running.client.keys.show(key.id)).next_rotate_at).toEqual(value);
});

test.each([
  ["number", 1],
  ["text", "1"],
  ["null", null],
  ["missing", undefined],
] as const)("useCount %s", async (useCount, value) => {
  await running.client.setWorld({ useCount });
  expect((await running.client.keys.show(key.id)).use_count).toBe(value);
});

test.each([
  ["exact", ["orders"]],
  ["anyCase", ["orders", "ORDERS"]],
  ["contains", ["orders", "old-orders"]],
  ["ignored", ["orders", "ORDERS", "old-orders", "another"]],
] as const)("nameFilter %s", async (nameFilter, names) => {
  const { client } = running;
  for (const name of ["ORDERS", "old-orders", "another"]) await client.secrets.create(name, key.id);
  await client.setWorld({ nameFilter });
  const { body } = await client.call("GET", "/v1/secrets?name=orders&sort=created_at:asc");
  const { secret: found, count } = body as { secret: { name: string }[]; count: number };
  expect([found.map(({ name }) => name), count]).toEqual([names, names.length]);
});
