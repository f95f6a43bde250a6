import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { startEmulator } from "../../../emulator/index";
import { EmulatorClient, refusalOf, type KeyRecord, type SecretRecord } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();
const keyRefused = { status: 400, code: "scp-security.secretsmanager.kms.invalid" };
const purposes = ["aes-256", "rsa-2048"];

let key: KeyRecord;
let secret: SecretRecord;

beforeEach(async () => {
  key = await running.client.keys.create("vault");
  secret = await running.client.secrets.create("orders", key.id, { secret_value: '{"v":"1"}' });
});

function read(label = "CURRENT") {
  return running.client.call("POST", `/v1/secrets/${secret.id}/values`, { body: { label } });
}

function setValue(secret_value: string) {
  return running.client.call("PUT", `/v1/secrets/${secret.id}/values`, { body: { secret_value } });
}

function setKey(kms_id: string) {
  return running.client.call("PUT", `/v1/secrets/${secret.id}/kmsid`, { body: { kms_id } });
}

function setState({ id }: KeyRecord, state: string) {
  return running.client.call("PUT", `/v1/kms/transit/${id}/state`, { body: { state } });
}

function removeKey({ id }: KeyRecord, query = "") {
  return running.client.call("DELETE", `/v1/kms/transit/${id}${query}`);
}

function rotate({ id }: KeyRecord) {
  return running.client.call("POST", `/v1/kms/transit/${id}/rotate`);
}

async function keysOfVersions() {
  const [stored] = await running.client.secrets.stored();
  return stored?.versions.map(({ kms_id, kms_version }) => [kms_id, kms_version]);
}

test.each(purposes)("a value is not in the state file of an emulator whose key is for %s", async (purpose) => {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  const stateFile = join(folder, "state.jsonl");
  const emulator = await startEmulator({ stateFile });
  const client = new EmulatorClient(emulator);
  try {
    const { id } = await client.keys.create("vault", { purpose });
    const secret_value = '{"password":"planted-marker"}';
    const made = await client.secrets.create("orders", id, { secret_value });
    await client.call("PUT", `/v1/secrets/${made.id}/values`, { body: { secret_value } });
    const value = await client.call("POST", `/v1/secrets/${made.id}/values`, { body: { label: "PREVIOUS" } });
    expect(value.body).toEqual({ secret_value });
    const text = readFileSync(stateFile, "utf8") + JSON.stringify(await client.state());
    expect(text).toContain(made.id);
    for (const form of [secret_value, "planted-marker", Buffer.from(secret_value).toString("base64")]) {
      expect(text).not.toContain(form);
    }
  } finally {
    client.close();
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

describe.each(purposes)("with a key for %s", (purpose) => {
  beforeEach(async () => {
    key = await running.client.keys.create("other", { purpose });
    secret = await running.client.secrets.create("other", key.id, { secret_value: '{"v":"1"}' });
  });

  test("values from before a rotation stay readable, and new ones are of the new version", async () => {
    await rotate(key);
    await setValue('{"v":"2"}');
    expect((await read("PREVIOUS")).body).toEqual({ secret_value: '{"v":"1"}' });
    expect((await read()).body).toEqual({ secret_value: '{"v":"2"}' });
    const stored = (await running.client.secrets.stored()).find(({ id }) => id === secret.id);
    expect(stored?.versions.map(({ kms_version }) => kms_version)).toEqual([1, 2]);
  });

  test.each<[string, () => Promise<unknown>]>([
    ["is stopped", () => setState(key, "Stop")],
    ["waits for its deletion", () => removeKey(key)],
    ["is gone", () => removeKey(key, "?is_directly=true")],
  ])("values are neither read nor made while it %s", async (_what, change) => {
    const { client } = running;
    const usable = await client.keys.create("usable");
    await change();
    const before = await client.state();
    for (const answer of [await read(), await setValue('{"v":"2"}'), await setKey(usable.id)]) {
      expect(refusalOf(answer)).toMatchObject(keyRefused);
    }
    expect(await client.state()).toEqual(before);
    expect((await client.call("GET", `/v1/secrets/${secret.id}/versions`)).status).toBe(200);
  });
});

test("a key that is started again makes the values readable again", async () => {
  await setState(key, "Stop");
  await setState(key, "Active");
  expect((await read()).body).toEqual({ secret_value: '{"v":"1"}' });
});

test("a value whose key version is not kept any more can't be read, and a new one can be set", async () => {
  for (let rotation = 1; rotation <= 100; rotation += 1) await rotate(key);
  expect(refusalOf(await read())).toMatchObject(keyRefused);
  await setValue('{"v":"2"}');
  expect((await read()).body).toEqual({ secret_value: '{"v":"2"}' });
});

describe("another key", () => {
  test("encrypts all versions, so that the former one is not needed any more", async () => {
    await setValue('{"v":"2"}');
    const before = await running.client.secrets.stored();
    const other = await running.client.keys.create("other", { purpose: "rsa-2048" });
    await rotate(other);
    expect((await setKey(other.id)).body).toMatchObject({ secret: { kms_id: other.id, kms_name: "other" } });
    await removeKey(key, "?is_directly=true");
    expect((await read("PREVIOUS")).body).toEqual({ secret_value: '{"v":"1"}' });
    expect((await read()).body).toEqual({ secret_value: '{"v":"2"}' });
    expect(await keysOfVersions()).toEqual([
      [other.id, 2],
      [other.id, 2],
    ]);
    const hashes = (list: typeof before) => list[0]?.versions.map(({ valueSha256 }) => valueSha256);
    expect(hashes(await running.client.secrets.stored())).toEqual(hashes(before));
  });

  test("may be the same one: its newest version is used then", async () => {
    await rotate(key);
    await setKey(key.id);
    expect(await keysOfVersions()).toEqual([[key.id, 2]]);
    expect((await read()).body).toEqual({ secret_value: '{"v":"1"}' });
  });

  test("has to be usable", async () => {
    const other = await running.client.keys.create("other");
    await setState(other, "Stop");
    expect(refusalOf(await setKey(other.id))).toMatchObject(keyRefused);
    expect(await keysOfVersions()).toEqual([[key.id, 1]]);
  });
});
