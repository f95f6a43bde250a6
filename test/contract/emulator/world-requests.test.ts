import { beforeEach, expect, test } from "@jest/globals";
import { findOperation, readApiFixture } from "../../support/api-fixture";
import { refusalOf, type Answer, type SecretRecord } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();
const integerRefusal = { status: 400, code: "ValidationError", details: ["Input should be a valid integer"] };

let secret: SecretRecord;

beforeEach(async () => {
  const key = await running.client.keys.create("orders");
  secret = await running.client.secrets.create("orders", key.id);
});

function remove(query: string, body?: unknown): Promise<Answer> {
  return running.client.call("DELETE", `/v1/secrets/${secret.id}${query}`, { body });
}

/** The days between the request for the deletion and the deletion. */
async function daysLeft(): Promise<number> {
  const { deleted_at, modified_at } = await running.client.secrets.show(secret.id);
  return (Date.parse(deleted_at ?? "") - Date.parse(modified_at)) / 86_400_000;
}

test("a secret's deletion may have its days in the query", async () => {
  expect((await remove("?waiting_time_ndays=9")).status).toBe(204);
  expect(await daysLeft()).toBe(9);
});

test("the days in the body of a secret's deletion win", async () => {
  expect((await remove("?waiting_time_ndays=9", { waiting_time_ndays: 8 })).status).toBe(204);
  expect(await daysLeft()).toBe(8);
});

test.each(["6", "31", "x", "7.5", ""])("the days in the query can't be %j", async (days) => {
  expect(refusalOf(await remove(`?waiting_time_ndays=${days}`))).toMatchObject({ code: "ValidationError" });
});

test("a secret's deletion may have to have its days in the body", async () => {
  await running.client.setWorld({ secretDeletionDays: "body" });
  expect(refusalOf(await remove("?waiting_time_ndays=9"))).toMatchObject({ details: ["Field required"] });
  expect((await remove("", { waiting_time_ndays: 9 })).status).toBe(204);
});

test("the text of a number is refused at first", async () => {
  expect(refusalOf(await remove("", { waiting_time_ndays: "9" }))).toEqual(integerRefusal);
});

test("the text of a number may be taken", async () => {
  await running.client.setWorld({ numberTexts: "taken" });
  expect((await remove("", { waiting_time_ndays: "9" })).status).toBe(204);
  expect(await daysLeft()).toBe(9);
  const { request } = findOperation(readApiFixture("secretvault", "1.0"), "POST", "/v1/secretvault");
  const body = { ...request?.example, acl_cidr: "127.0.0.1/32" };
  expect(body).toMatchObject({ vault_token_ttl_ndays: expect.any(String) as unknown });
  expect((await running.client.call("POST", "/v1/secretvault", { body })).status).toBe(201);
  const rotation = { auto_rotate: "Y", rotate_cycle: "90" };
  const target = `/v1/kms/transit/${secret.kms_id}/rotate-info`;
  expect((await running.client.call("PUT", target, { body: rotation })).body).toMatchObject({
    key: { rotate_cycle: 90 },
  });
});

test.each(["", "x", "7.5", "1e1"])("%j is no text of a number", async (waiting_time_ndays) => {
  await running.client.setWorld({ numberTexts: "taken" });
  expect(refusalOf(await remove("", { waiting_time_ndays }))).toEqual(integerRefusal);
});

test("where texts of numbers are taken, other texts stay texts", async () => {
  await running.client.setWorld({ numberTexts: "taken" });
  const body = { acl_cidr: "127.0.0.1/32", kms_id: secret.kms_id, name: "007", secret_value: '{"a":"1"}' };
  expect((await running.client.call("POST", "/v1/secrets", { body })).body).toMatchObject({ secret: { name: "007" } });
});

test("kms-key of secrets finds no key at first, and the platform's key if it is assumed to", async () => {
  const { client } = running;
  const ask = (body: unknown, version = "secretsmanager 1.2") =>
    client.call("POST", "/v1/secrets/kms-key", { body, version });
  const named = { service_name: "virtualserver" };
  expect(refusalOf(await ask(named))).toMatchObject({ status: 404, code: "NotFound" });
  expect(refusalOf(await ask({}))).toMatchObject({ status: 400, details: ["Field required"] });
  expect(refusalOf(await ask(named, "secretsmanager 1.1"))).toMatchObject({ code: "UnsupportedApiVersion" });
  await client.setWorld({ serviceKey: "managedKey" });
  const { keys } = (await client.call("GET", "/v1/managed-kms/transit")).body as { keys: [{ id: string }] };
  expect(await ask(named)).toMatchObject({ status: 200, body: { kms_id: keys[0].id } });
});
