import { beforeEach, describe, expect, test } from "@jest/globals";
import { refusalOf, secretOf, type KeyRecord, type SecretRecord } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();
const stateRefused = { status: 400, code: "scp-security.secretsmanager.state.invalid" };

let key: KeyRecord;

beforeEach(async () => {
  key = await running.client.keys.create("vault");
});

function remove({ id }: SecretRecord, waiting_time_ndays = 7) {
  return running.client.call("DELETE", `/v1/secrets/${id}`, { body: { waiting_time_ndays } });
}

function restore({ id }: SecretRecord) {
  return running.client.call("PUT", `/v1/secrets/${id}/restore`);
}

function show({ id }: SecretRecord) {
  return running.client.call("GET", `/v1/secrets/${id}`);
}

function create(name: string) {
  const body = { name, kms_id: key.id, acl_cidr: "127.0.0.1/32", secret_value: '{"a":"b"}' };
  return running.client.call("POST", "/v1/secrets", { body });
}

async function list(query = ""): Promise<string[]> {
  const { body } = await running.client.call("GET", `/v1/secrets${query}`);
  return (body as { secret: SecretRecord[] }).secret.map(({ name }) => name);
}

test("a new secret is Active, and as it was asked for", async () => {
  const fields = { description: "mine", private_acl_enabled: true, private_acl_resources: [{ resource_id: "s-1" }] };
  const secret = await running.client.secrets.create("orders", key.id, { ...fields, acl_cidr: "10.0.0.1/32" });
  expect(secret).toMatchObject({ name: "orders", description: "mine", state: "Active", type: "General" });
  expect(secret).toMatchObject({ kms_id: key.id, kms_name: "vault", deleted_at: null, recent_searched_at: null });
  expect(secret.id).toMatch(/^[0-9a-f]{32}$/);
});

describe("deletion", () => {
  test.each([7, 30])("waits %d days by the emulator's clock, and then the secret is gone", async (days) => {
    const { client } = running;
    const secret = await client.secrets.create("orders", key.id);
    expect((await remove(secret, days)).status).toBe(204);
    const waiting = await client.secrets.show(secret.id);
    expect(waiting.state).toBe("To_Be_Terminated");
    const waits = Date.parse(waiting.deleted_at ?? "") - Date.parse(secret.created_at);
    expect(Math.round(waits / 86_400_000)).toBe(days);
    await client.advance(`P${days - 1}DT23H59M`);
    expect((await show(secret)).status).toBe(200);
    await client.advance("PT1M");
    expect((await show(secret)).status).toBe(404);
    expect(await client.secrets.stored()).toEqual([]);
  });

  test("leaves the secret in the list, with its state and its date", async () => {
    const secret = await running.client.secrets.create("orders", key.id);
    await running.client.secrets.create("other", key.id);
    await remove(secret);
    expect(await list()).toEqual(["other", "orders"]);
    expect(await list("?state=To_Be_Terminated")).toEqual(["orders"]);
    expect(await list("?state=Active")).toEqual(["other"]);
    expect(await list("?state=Active&state=To_Be_Terminated")).toEqual(["other", "orders"]);
    expect(await list("?state=Stop")).toEqual([]);
  });

  test("that is asked for again is refused, and the date stays", async () => {
    const secret = await running.client.secrets.create("orders", key.id);
    await remove(secret, 7);
    const before = await running.client.state();
    expect(refusalOf(await remove(secret, 30))).toMatchObject(stateRefused);
    expect(await running.client.state()).toEqual(before);
  });

  test("keeps the name from others until the secret is gone", async () => {
    const secret = await running.client.secrets.create("orders", key.id);
    await remove(secret);
    expect(refusalOf(await create("orders"))).toMatchObject({
      status: 409,
      code: "scp-security.secretsmanager.name.duplicated",
    });
    await running.client.advance("P7D");
    expect(secretOf(await create("orders")).id).not.toBe(secret.id);
  });

  test("does not touch the other secrets", async () => {
    const { client } = running;
    const [one, two] = [await client.secrets.create("one", key.id), await client.secrets.create("two", key.id)];
    await remove(one);
    const [, before] = await client.secrets.stored();
    await client.advance("P8D");
    expect(await client.secrets.stored()).toEqual([before]);
    expect(before?.id).toBe(two.id);
  });
});

describe("restoring", () => {
  test("brings the secret back under the same id, with its values, labels and lists", async () => {
    const { client } = running;
    const secret = await client.secrets.create("orders", key.id);
    const [before] = await client.secrets.stored();
    await remove(secret);
    const restored = secretOf(await restore(secret));
    expect(restored).toMatchObject({ id: secret.id, state: "Active", deleted_at: null });
    const [after] = await client.secrets.stored();
    expect({ ...after, modified_at: "" }).toEqual({ ...before, modified_at: "" });
    await client.advance("P31D");
    const value = await client.call("POST", `/v1/secrets/${secret.id}/values`, { body: { label: "CURRENT" } });
    expect(value.body).toEqual({ secret_value: '{"user":"kim"}' });
  });

  test("of a secret that does not wait changes nothing", async () => {
    const secret = await running.client.secrets.create("orders", key.id);
    const before = await running.client.state();
    expect((await restore(secret)).status).toBe(200);
    expect(await running.client.state()).toEqual(before);
  });

  test("is too late when the secret is gone", async () => {
    const secret = await running.client.secrets.create("orders", key.id);
    await remove(secret);
    await running.client.advance("P7D");
    expect(refusalOf(await restore(secret))).toMatchObject({ status: 404, code: "NotFound" });
  });

  test("does not need the KMS key", async () => {
    const secret = await running.client.secrets.create("orders", key.id);
    await remove(secret);
    await running.client.call("DELETE", `/v1/kms/transit/${key.id}?is_directly=true`);
    expect((await restore(secret)).status).toBe(200);
  });
});

describe("a key's users", () => {
  const usersOf = async ({ id }: KeyRecord) => {
    const { body } = await running.client.call("GET", `/v1/kms/transit/${id}/users`);
    const { use_count } = await running.client.keys.show(id);
    return { use_count, ...(body as { user: unknown[] }) };
  };
  const userOf = ({ id, name }: SecretRecord) => ({ user_id: id, user_name: name });

  test("are the secrets that it encrypts, those that wait for their deletion too", async () => {
    const { client } = running;
    const modifiedAt = (await client.keys.show(key.id)).modified_at;
    const [one, two] = [await client.secrets.create("one", key.id), await client.secrets.create("two", key.id)];
    await client.advance("P1D");
    await remove(one);
    expect(await usersOf(key)).toEqual({ use_count: 2, user: [userOf(one), userOf(two)] });
    await client.advance("P7D");
    expect(await usersOf(key)).toEqual({ use_count: 1, user: [userOf(two)] });
    expect((await client.keys.show(key.id)).modified_at).toBe(modifiedAt);
  });

  test("change with the key of a secret", async () => {
    const { client } = running;
    const [secret, other] = [await client.secrets.create("one", key.id), await client.keys.create("other")];
    const setKey = (kms_id: string) => client.call("PUT", `/v1/secrets/${secret.id}/kmsid`, { body: { kms_id } });
    await setKey(other.id);
    expect(await usersOf(key)).toEqual({ use_count: 0, user: [] });
    expect(await usersOf(other)).toEqual({ use_count: 1, user: [userOf(secret)] });
    await setKey(other.id);
    expect(await usersOf(other)).toEqual({ use_count: 1, user: [userOf(secret)] });
    await setKey(key.id);
    expect(await usersOf(key)).toEqual({ use_count: 1, user: [userOf(secret)] });
  });

  test("do not keep it from being deleted", async () => {
    const { client } = running;
    const secret = await client.secrets.create("one", key.id);
    expect((await client.call("DELETE", `/v1/kms/transit/${key.id}?is_directly=true`)).status).toBe(204);
    expect(await client.secrets.show(secret.id)).toMatchObject({ kms_id: key.id, kms_name: "vault", state: "Active" });
    await remove(secret);
    await client.advance("P7D");
    expect(await client.secrets.stored()).toEqual([]);
  });

  test("are counted by the clock's rotation, too", async () => {
    const { client } = running;
    const rotating = await client.keys.create("rotating", { auto_rotate: "Y", rotate_cycle: 1 });
    const secret = await client.secrets.create("one", rotating.id);
    await client.advance("P3D");
    expect(await client.keys.show(rotating.id)).toMatchObject({ current_version: 4, use_count: 1 });
    expect(await usersOf(rotating)).toEqual({ use_count: 1, user: [userOf(secret)] });
  });
});

test("a list is filtered by the exact name, sorted and paged", async () => {
  for (const name of ["beta", "Alpha", "gamma", "alpha"]) await running.client.secrets.create(name, key.id);
  expect(await list()).toEqual(["alpha", "gamma", "Alpha", "beta"]);
  expect(await list("?name=alpha")).toEqual(["alpha"]);
  expect(await list("?sort=name:asc")).toEqual(["Alpha", "alpha", "beta", "gamma"]);
  expect(await list("?sort=created_at:asc&size=3&page=1")).toEqual(["alpha"]);
  const { status } = await running.client.call("GET", "/v1/secrets?sort=acl_cidr");
  expect(status).toBe(400);
});
