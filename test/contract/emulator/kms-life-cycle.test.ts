import { createPublicKey } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { keyOf, refusalOf, type EmulatorClient, type KeyRecord } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();
const transit = "/v1/kms/transit";

const refused = { status: 400, code: "scp-security.kms.key.state.invalid" };

function days(later: string | null, earlier: string): number {
  return (Date.parse(later ?? "") - Date.parse(earlier)) / 86_400_000;
}

function remove(client: EmulatorClient, { id }: KeyRecord, query = "") {
  return client.call("DELETE", `${transit}/${id}${query}`);
}

function setState(client: EmulatorClient, { id }: KeyRecord, state: string) {
  return client.call("PUT", `${transit}/${id}/state`, { body: { state } });
}

function setRotation(client: EmulatorClient, { id }: KeyRecord, auto_rotate: string, rotate_cycle: number | null) {
  return client.call("PUT", `${transit}/${id}/rotate-info`, { body: { auto_rotate, rotate_cycle } });
}

describe("a new key", () => {
  test("is Active when it is answered, and as it was asked for", async () => {
    const key = await running.client.keys.create("orders", { description: "mine", purpose: "hmac-sha256" });
    expect(key).toMatchObject({ name: "orders", description: "mine", state: "Active", current_version: 1 });
    expect(key).toMatchObject({ managed_type: "user", delete_target_yn: "N", delete_at: null, next_rotate_at: null });
    expect(key.id).toMatch(/^[0-9a-f]{32}$/);
  });

  test.each([
    ["rsa-2048", "rsa"],
    ["ecdsa-p256", "ec"],
  ])("for %s has a public key for each version", async (purpose, type) => {
    const { client } = running;
    const key = await client.keys.create("signer", { purpose });
    await client.call("POST", `${transit}/${key.id}/rotate`);
    const [stored] = await client.keys.stored();
    const pems = Object.values(stored?.publicKeys ?? {});
    expect(Object.keys(stored?.publicKeys ?? {})).toEqual(["1", "2"]);
    expect(pems.map((pem) => createPublicKey(pem).asymmetricKeyType)).toEqual([type, type]);
    expect(new Set(pems).size).toBe(2);
  });
});

describe("deletion", () => {
  test("waits 72 hours, and then the key is gone", async () => {
    const { client } = running;
    const key = await client.keys.create("orders", { auto_rotate: "Y", rotate_cycle: 1 });
    expect(await remove(client, key)).toMatchObject({ status: 204, text: "" });
    const waiting = await client.keys.show(key.id);
    expect(waiting).toMatchObject({ state: "To_Be_Terminated", delete_target_yn: "Y", next_rotate_at: null });
    expect(days(waiting.delete_at, waiting.modified_at)).toBe(3);
    await client.advance("PT71H59M");
    expect(await client.keys.stored()).toMatchObject([{ state: "To_Be_Terminated", current_version: 1 }]);
    await client.advance("PT1M");
    expect(await client.keys.stored()).toEqual([]);
    expect(refusalOf(await client.call("GET", `${transit}/${key.id}`))).toEqual({
      status: 404,
      code: "NotFound",
      details: ["The requested resource could not be found."],
    });
  });

  test("asked for again keeps its date", async () => {
    const { client } = running;
    const key = await client.keys.create("orders");
    await remove(client, key);
    const { delete_at } = await client.keys.show(key.id);
    await client.advance("PT1H");
    expect((await remove(client, key)).status).toBe(204);
    expect((await client.keys.show(key.id)).delete_at).toBe(delete_at);
  });

  test.each(["?is_directly=true", "?is_directly=True"])(
    "with %s is done at once, also of a waiting key",
    async (now) => {
      const { client } = running;
      const [first, second] = [await client.keys.create("first"), await client.keys.create("second")];
      await remove(client, second);
      expect((await remove(client, first, now)).status).toBe(204);
      expect((await remove(client, second, now)).status).toBe(204);
      expect(await client.keys.stored()).toEqual([]);
      expect((await remove(client, first, now)).status).toBe(404);
    },
  );

  test("keeps the name taken until the key is gone", async () => {
    const { client } = running;
    const duplicate = async () => (await client.call("GET", `${transit}/duplicate?name=orders`)).body;
    expect(await duplicate()).toEqual({ isDuplicateName: false });
    const key = await client.keys.create("orders");
    await remove(client, key);
    expect(await duplicate()).toEqual({ isDuplicateName: true });
    const again = await client.call("POST", transit, {
      body: { name: "orders", purpose: "aes-256", auto_rotate: "N", description: "", rotate_cycle: 1 },
    });
    expect(refusalOf(again)).toMatchObject({ status: 409, code: "scp-security.kms.key.name.duplicated" });
    await client.advance("P3D");
    expect(await duplicate()).toEqual({ isDuplicateName: false });
    expect((await client.keys.create("orders")).id).not.toBe(key.id);
  });

  test("leaves nothing that can be changed", async () => {
    const { client } = running;
    const key = await client.keys.create("orders");
    await remove(client, key);
    const before = await client.state();
    const description = client.call("PUT", `${transit}/${key.id}/description`, { body: { description: "x" } });
    expect(refusalOf(await description)).toMatchObject(refused);
    expect(refusalOf(await setState(client, key, "Active"))).toMatchObject(refused);
    expect(refusalOf(await setRotation(client, key, "Y", 7))).toMatchObject(refused);
    expect(refusalOf(await client.call("POST", `${transit}/${key.id}/rotate`))).toMatchObject(refused);
    expect(await client.state()).toEqual(before);
  });
});

describe("rotation", () => {
  test("by hand gives the next version and counts the cycle from now", async () => {
    const { client } = running;
    const key = await client.keys.create("orders", { auto_rotate: "Y", rotate_cycle: 10 });
    expect(days(key.next_rotate_at, key.created_at)).toBe(10);
    await client.advance("P4D");
    const rotated = keyOf(await client.call("POST", `${transit}/${key.id}/rotate`));
    expect(rotated.current_version).toBe(2);
    expect(days(rotated.next_rotate_at, rotated.modified_at)).toBe(10);
    expect(rotated).not.toHaveProperty("managed_type");
  });

  test("of one key at the same time gives each its own version", async () => {
    const { client } = running;
    const { id } = await client.keys.create("orders", { purpose: "ecdsa-p256" });
    const answers = await Promise.all([1, 2, 3].map(() => client.call("POST", `${transit}/${id}/rotate`)));
    expect(answers.map((answer) => keyOf(answer).current_version).sort()).toEqual([2, 3, 4]);
    expect(Object.keys((await client.keys.stored())[0]?.publicKeys ?? {})).toEqual(["1", "2", "3", "4"]);
  });

  test("happens by itself as often as it is due", async () => {
    const { client } = running;
    const key = await client.keys.create("orders", { auto_rotate: "Y", rotate_cycle: 7, purpose: "ecdsa-p256" });
    await client.advance("P6D");
    expect(await client.keys.show(key.id)).toMatchObject({ current_version: 1 });
    await client.advance("P29D");
    const rotated = await client.keys.show(key.id);
    expect(rotated.current_version).toBe(6);
    expect(days(rotated.next_rotate_at, key.created_at)).toBe(42);
    expect(days(rotated.modified_at, key.created_at)).toBe(35);
    expect(Object.keys((await client.keys.stored())[0]?.publicKeys ?? {})).toHaveLength(6);
  });

  test("keeps the newest 100 versions", async () => {
    const { client } = running;
    const key = await client.keys.create("orders", { auto_rotate: "Y", rotate_cycle: 1, purpose: "ecdsa-p256" });
    await client.advance("P250D");
    await client.call("POST", `${transit}/${key.id}/rotate`);
    const [stored] = await client.keys.stored();
    const versions = Object.keys(stored?.publicKeys ?? {}).map(Number);
    expect(stored?.current_version).toBe(252);
    expect([Math.min(...versions), Math.max(...versions), versions.length]).toEqual([153, 252, 100]);
  });

  test("does not happen to a stopped key, whose date moves on", async () => {
    const { client } = running;
    const key = await client.keys.create("orders", { auto_rotate: "Y", rotate_cycle: 7 });
    expect(keyOf(await setState(client, key, "Stop")).state).toBe("Stop");
    expect(refusalOf(await client.call("POST", `${transit}/${key.id}/rotate`))).toMatchObject(refused);
    await client.advance("P15D");
    const stopped = await client.keys.show(key.id);
    expect(stopped.current_version).toBe(1);
    expect(days(stopped.next_rotate_at, key.created_at)).toBe(21);
    await setState(client, key, "Active");
    await client.advance("P7D");
    expect((await client.keys.show(key.id)).current_version).toBe(2);
  });

  test("is switched off and on, and counts from the change", async () => {
    const { client } = running;
    const key = await client.keys.create("orders", { auto_rotate: "Y", rotate_cycle: 7 });
    const off = keyOf(await setRotation(client, key, "N", null));
    expect(off).toMatchObject({ auto_rotate: "N", rotate_cycle: 7, next_rotate_at: null });
    await client.advance("P30D");
    expect((await client.keys.show(key.id)).current_version).toBe(1);
    const on = keyOf(await setRotation(client, key, "Y", 20));
    expect(days(on.next_rotate_at, on.modified_at)).toBe(20);
    await client.advance("P1D");
    expect(keyOf(await setRotation(client, key, "Y", 20)).next_rotate_at).toBe(on.next_rotate_at);
  });

  test("needs a cycle while it is on", async () => {
    const { client } = running;
    const key = await client.keys.create("orders");
    expect(refusalOf(await setRotation(client, key, "Y", null))).toMatchObject({ code: "ValidationError" });
  });
});

describe("a stopped key", () => {
  test("can be described, and its rotation changed", async () => {
    const { client } = running;
    const key = await client.keys.create("orders");
    await setState(client, key, "Stop");
    const described = await client.call("PUT", `${transit}/${key.id}/description`, { body: { description: "new" } });
    expect(keyOf(described)).toMatchObject({ description: "new", state: "Stop" });
    expect(keyOf(await setRotation(client, key, "Y", 3))).toMatchObject({ auto_rotate: "Y", state: "Stop" });
  });
});

describe("accounts", () => {
  test("do not see each other's keys, and may use the same names", async () => {
    const { client } = running;
    const key = await client.keys.create("orders");
    const other = await client.newAccount();
    expect((await other.call("GET", `${transit}/${key.id}`)).status).toBe(404);
    expect((await remove(other, key, "?is_directly=true")).status).toBe(404);
    expect((await other.keys.create("orders")).id).not.toBe(key.id);
    expect(await other.keys.stored()).toHaveLength(1);
    expect(await client.keys.stored()).toHaveLength(1);
    other.close();
  });
});

describe("the platform's key", () => {
  const managed = "/v1/managed-kms/transit";

  test("is there from the start, apart from the user's keys", async () => {
    const { client } = running;
    const { body } = await client.call("GET", managed);
    expect(body).toMatchObject({ count: 1, keys: [{ managed_type: "scp", state: "Active" }] });
    expect((await client.call("GET", transit)).body).toMatchObject({ count: 0, keys: [] });
  });

  test("can be shown and described, and nothing else", async () => {
    const { client } = running;
    const { body } = await client.call("GET", managed);
    const [key] = (body as { keys: [KeyRecord] }).keys;
    const described = await client.call("PUT", `${managed}/${key.id}/description`, { body: { description: "ours" } });
    expect(keyOf(described)).toMatchObject({ description: "ours", managed_type: "scp" });
    expect(keyOf(await client.call("GET", `${managed}/${key.id}`))).toMatchObject({ description: "ours" });
    expect((await client.call("GET", `${transit}/${key.id}`)).status).toBe(404);
    expect((await remove(client, key, "?is_directly=true")).status).toBe(404);
  });

  test("is another one in each account", async () => {
    const { client } = running;
    const other = await client.newAccount();
    const { scp } = await client.state();
    const ids = Object.values(scp).flatMap(({ managedKeys }) => managedKeys.map(({ id }) => id));
    expect(new Set(ids).size).toBe(2);
    other.close();
  });
});
