import { beforeEach, describe, expect, test } from "@jest/globals";
import type { KeyRecord, SecretRecord, VaultRecord } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();
const days = { body: { waiting_time_ndays: 7 } };

let used: KeyRecord;
let key: KeyRecord;
let secret: SecretRecord;
let vault: VaultRecord;

beforeEach(async () => {
  const { client } = running;
  used = await client.keys.create("used");
  key = await client.keys.create("orders");
  secret = await client.secrets.create("orders", used.id);
  vault = await client.vaults.create("orders");
});

async function removeAll(): Promise<unknown[]> {
  const { client } = running;
  return [
    (await client.call("DELETE", `/v1/kms/transit/${key.id}`)).status,
    (await client.call("DELETE", `/v1/secrets/${secret.id}`, days)).status,
    (await client.call("PUT", `/v1/secretvault/${vault.id}/terminated`, days)).status,
  ];
}

async function shownStatuses(): Promise<unknown[]> {
  const paths = [`/v1/kms/transit/${key.id}`, `/v1/secrets/${secret.id}`, `/v1/secretvault/${vault.id}`];
  return Promise.all(paths.map(async (path) => (await running.client.call("GET", path)).status));
}

async function listedCounts(): Promise<unknown[]> {
  const paths = ["/v1/kms/transit", "/v1/secrets", "/v1/secretvault"].map((path) => `${path}?name=orders`);
  return Promise.all(
    paths.map(async (path) => ((await running.client.call("GET", path)).body as { count: number }).count),
  );
}

describe("deletion", () => {
  test("waits: everything is there until its time", async () => {
    expect(await removeAll()).toEqual([204, 204, 200]);
    expect(await shownStatuses()).toEqual([200, 200, 200]);
  });

  test("atOnce: nothing is left, whatever was asked for", async () => {
    const { client } = running;
    await client.setWorld({ deletion: "atOnce" });
    expect(await removeAll()).toEqual([204, 204, 200]);
    expect(await shownStatuses()).toEqual([404, 404, 404]);
    expect([await client.secrets.stored(), await client.vaults.stored()]).toEqual([[], []]);
    expect((await client.keys.show(used.id)).use_count).toBe(0);
    expect((await client.call("PUT", `/v1/secrets/${secret.id}/restore`)).status).toBe(404);
  });
});

describe("waitingObjects", () => {
  test.each([
    ["shown", 1, 200],
    ["unlisted", 0, 200],
    ["hidden", 0, 404],
  ] as const)("%s", async (waitingObjects, count, status) => {
    const { client } = running;
    await client.setWorld({ waitingObjects });
    expect([await listedCounts(), await shownStatuses()]).toEqual([
      [1, 1, 1],
      [200, 200, 200],
    ]);
    await removeAll();
    expect([await listedCounts(), await shownStatuses()]).toEqual([Array(3).fill(count), Array(3).fill(status)]);
    const { body } = await client.call("GET", "/v1/kms/transit/duplicate?name=orders");
    expect(body).toEqual({ isDuplicateName: true });
    expect((await client.call("PUT", `/v1/secrets/${secret.id}/restore`)).status).toBe(200);
    expect((await client.call("GET", `/v1/secrets/${secret.id}`)).status).toBe(200);
  });
});
