import { writeFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { Clock } from "../../../emulator/clock";
import { collections } from "../../../emulator/collections";
import type { Emulator } from "../../../emulator/index";
import { snapshotChanges } from "../../../emulator/snapshot/load";
import { shapeOf } from "../../../emulator/snapshot/shapes";
import { Store } from "../../../emulator/store/store";
import { EmulatorClient, type EmulatorAddress, type EmulatorState } from "../../support/emulator-client";
import { useEmulators } from "../../support/running-emulators";
import { useStateFile } from "../../support/state-file";

const start = useEmulators();
const file = useStateFile();

type Records = Record<string, Record<string, unknown>[]>;

interface Snapshot {
  format: string;
  version: number;
  now: string;
  records: Records;
}

const value = '{"password":"planted"}';

/** Some of everything that is stored. */
async function fill(client: EmulatorClient): Promise<void> {
  const key = await client.keys.create("orders");
  await client.keys.create("signing", { purpose: "rsa-2048" });
  await client.keys.rotate(key);
  await client.secrets.create("orders", key.id, { secret_value: value });
  await client.vaults.requestTemporaryKey(await client.vaults.create("orders", { temporary_key_ttl_nhours: 36 }));
  await client.certificates.selfSign("orders");
  await client.diagnoses.request(await client.diagnoses.save("orders"));
  await client.cloudServices.create({ name: "orders" });
  await client.spaceone("/secret/secret/create", {
    name: "orders",
    data: { password: "planted" },
    resource_group: "WORKSPACE",
  });
  await client.in("/regions/kr-east1").keys.create("eastern");
  (await client.newAccount()).close();
  await client.seed({ costs: [{ cost_id: "cost-1" }] });
  await client.advance("P1D");
}

async function save(client: EmulatorClient): Promise<Snapshot> {
  return (await client.plain("GET", "/_emulator/snapshot")).body as Snapshot;
}

const load = (client: EmulatorClient, body: unknown) => client.plain("POST", "/_emulator/snapshot", { body });

const timeOf = async (client: EmulatorClient): Promise<number> =>
  Date.parse(((await client.plain("GET", "/_emulator/health")).body as { now: string }).now);

/** A client with the credentials that an emulator has now. */
async function clientOf(url: string): Promise<EmulatorClient> {
  const answer = await fetch(`${url}/_emulator/credentials`);
  return new EmulatorClient((await answer.json()) as EmulatorAddress);
}

describe("a snapshot", () => {
  let saved: { emulator: Emulator; client: EmulatorClient; state: EmulatorState; snapshot: Snapshot };

  beforeEach(async () => {
    const { client, emulator } = await start();
    await fill(client);
    saved = { client, emulator, state: await client.state(), snapshot: await save(client) };
  });

  test("has all state, secrets included", () => {
    const { snapshot, client } = saved;
    expect(Object.keys(snapshot)).toEqual(["format", "version", "now", "records"]);
    expect(snapshot).toMatchObject({ format: "pulumi-scp-emulator-snapshot", version: 1 });
    expect(JSON.stringify(snapshot)).toContain(client.address.secretKey);
    expect(snapshot.records["kms.key-materials"]).not.toHaveLength(0);
    expect(snapshot.records["scp.accounts"]).toHaveLength(2);
  });

  test("goes on in another emulator, with the same credentials, values and time", async () => {
    const { emulator, client: other } = await start();
    const answer = await load(other, saved.snapshot);
    const { url: _url, close: _close, ...credentials } = saved.emulator;
    expect(answer).toMatchObject({ status: 200, body: { ...credentials, url: emulator.url } });
    expect(Math.abs((await timeOf(other)) - Date.parse(saved.snapshot.now))).toBeLessThan(10_000);
    const client = await clientOf(emulator.url);
    expect(await client.state()).toEqual(saved.state);
    const secret = await client.secrets.only();
    const read = await client.call("POST", `/v1/secrets/${secret.id}/values`, { body: { label: "CURRENT" } });
    expect(read.text).toContain("planted");
    expect((await client.in("/regions/kr-east1").call("GET", "/v1/kms/transit")).body).toMatchObject({ count: 1 });
    const services = await client.spaceone("/inventory/cloud-service/list", {});
    expect(services).toMatchObject({ status: 200, body: { total_count: 1 } });
    expect((await other.call("GET", "/v1/kms/transit")).status).toBe(401);
    client.close();
  });

  test("is refused without any field that a record of SCP's has, or with another kind of value", () => {
    const { snapshot } = saved;
    const clock = new Clock(new Store(collections));
    const refusal = (name: string, record: object) => {
      const records = { ...snapshot.records, [name]: [record] };
      try {
        snapshotChanges(JSON.stringify({ ...snapshot, records }), clock);
        return "taken";
      } catch (error) {
        return (error as Error).message;
      }
    };
    const described = Object.keys(snapshot.records).filter((name) => shapeOf(name));
    expect(described).toHaveLength(14);
    for (const name of described) {
      const record = snapshot.records[name]?.at(0) ?? {};
      const kinds = new Map<string, string>(Object.entries(shapeOf(name) ?? {}));
      expect(Object.keys(record).filter((field) => !kinds.has(field))).toEqual([]);
      for (const [field, kind] of kinds) {
        const { [field]: _left, ...less } = record;
        const isRefused = /: (?:must be|is no record|the credentials|unknown)/;
        if (!kind.endsWith(", if any"))
          expect([name, field, refusal(name, less)]).toEqual([name, field, expect.stringMatching(isRefused)]);
        expect([
          name,
          field,
          refusal(name, { ...less, [field]: { odd: [] }, ...(kind === "object" && { [field]: [] }) }),
        ]).toEqual([name, field, expect.stringMatching(isRefused)]);
      }
    }
  });

  test("is the same after it was loaded", async () => {
    const { client } = await start();
    await load(client, saved.snapshot);
    const { now: _now, ...again } = await save(client);
    const { now: _before, ...before } = saved.snapshot;
    expect(again).toEqual(before);
  });

  test("survives a kill where there is a state file", async () => {
    const { client } = await start({ stateFile: file.path });
    await load(client, saved.snapshot);
    const { emulator, client: restarted } = await start({ stateFile: file.copy() });
    expect(emulator.secretKey).toBe(saved.client.address.secretKey);
    expect(await restarted.state()).toEqual(saved.state);
  });

  test("keeps what was scheduled at the distance that it had", async () => {
    const { client } = saved;
    const { id } = await client.keys.create("leaving");
    await client.call("DELETE", `/v1/kms/transit/${id}`);
    const snapshot = await save(client);
    const early = { ...snapshot, now: "2020-01-01T00:00:00Z" };
    const { emulator, client: other } = await start();
    await load(other, early);
    const loaded = await clientOf(emulator.url);
    expect((await timeOf(loaded)) - Date.parse("2020-01-01T00:00:00Z")).toBeLessThan(10_000);
    expect(await loaded.keys.show(id)).toMatchObject({ state: "To_Be_Terminated" });
    await load(other, { ...snapshot, now: "2099-01-01T00:00:00Z" });
    expect((await loaded.keys.stored()).map((key) => key.id)).not.toContain(id);
    loaded.close();
  });

  describe("as a seed", () => {
    const seedFile = () => {
      const path = `${file.path}.seed`;
      writeFileSync(path, JSON.stringify(saved.snapshot));
      return path;
    };

    test("is the start state, to which a reset goes back", async () => {
      const { emulator, client } = await start({ seedFile: seedFile() });
      expect(emulator).toMatchObject({ secretKey: saved.client.address.secretKey, region: "kr-west1" });
      expect(await client.state()).toEqual(saved.state);
      await client.keys.create("another");
      await client.advance("P100D");
      await client.reset();
      expect(await client.state()).toEqual(saved.state);
      expect(Math.abs((await timeOf(client)) - Date.parse(saved.snapshot.now))).toBeLessThan(10_000);
    });

    test("is left alone where the state file has state already", async () => {
      const { client, emulator } = await start({ stateFile: file.path, seedFile: seedFile() });
      await client.keys.create("another");
      await emulator.close();
      const again = await start({ stateFile: file.path, seedFile: "/nowhere/seed.json" });
      expect((await again.client.keys.stored()).map(({ name }) => name)).toContain("another");
    });

    test("that is wrong is refused, and the message names the file", async () => {
      const path = seedFile();
      writeFileSync(path, '{"format":"something else"}');
      await expect(start({ seedFile: path })).rejects.toThrow(`seed file ${path}: format: `);
    });
  });
});

describe("a wrong document changes nothing, and the message says what is wrong:", () => {
  const wrong: readonly (readonly [title: string, change: (snapshot: Snapshot) => unknown, message: RegExp])[] = [
    ["no JSON", () => "{", /^body: not JSON/],
    ["no object", () => [], /^body: .*object/],
    ["an empty body", () => "", /^body: not JSON/],
    ["another format", (snapshot) => ({ ...snapshot, format: "x" }), /^format: /],
    ["another version", (snapshot) => ({ ...snapshot, version: 2 }), /^version: /],
    ["no time", (snapshot) => ({ ...snapshot, now: "today" }), /^now: /],
    [
      "a time beyond the clock",
      (snapshot) => ({ ...snapshot, now: "9999-01-01T00:00:00Z" }),
      /^now: must not be after/,
    ],
    ["another field", (snapshot) => ({ ...snapshot, more: 1 }), /more/],
    ["an unknown collection", withRecords("x", [{}]), /^records: unknown: x; known are /],
    ["a list that is none", withRecords("kms.keys", {}), /^records\.kms\.keys: /],
    ["a record that is none", withRecords("kms.keys", [1]), /^records\.kms\.keys\.0: /],
    [
      "a record without its id",
      withRecords("kms.keys", [{ name: "a", account_id: "b" }]),
      /^records\.kms\.keys\.0: is no record of kms\.keys$/,
    ],
    ["a record without an owner", withRecords("kms.keys", [{ name: "a", id: "b" }]), /kms\.keys\.0: is no record/],
    [
      "a record without its name",
      withRecords("kms.keys", [{ id: "b", account_id: "a" }]),
      /kms\.keys\.0: is no record/,
    ],
    [
      "a date that is none",
      withRecords("secretvault.vaults", [{ id: "b", account_id: "a", name: "c", delete_at: "x" }]),
      /vaults\.0: is no record/,
    ],
    [
      "an id twice",
      withKeys({ id: "a" }, { id: "a", name: "other" }),
      /^records\.kms\.keys\.1: the id a is there twice$/,
    ],
    ["a name twice", withKeys({ id: "a" }, { id: "c" }), /keys\.1: the name orders of \w+ s\/kr-west1 is there twice/],
    ["no credentials", withRecords("emulator.start", []), /^records\.emulator\.start: must be one record$/],
    ["no account", withRecords("scp.accounts", []), /credentials are of no account/],
    ["an unknown region", withStart({ region: "x" }), /credentials\.region: must be a region/],
    ["other credentials", withStart({ secretKey: "x" }), /credentials are of no account/],
  ];

  function withRecords(name: string, records: unknown) {
    return (snapshot: Snapshot) => ({ ...snapshot, records: { ...snapshot.records, [name]: records } });
  }

  function withStart(fields: object) {
    return (snapshot: Snapshot) => {
      const [stored] = snapshot.records["emulator.start"] ?? [];
      const credentials = { ...(stored?.["credentials"] as object), ...fields };
      return withRecords("emulator.start", [{ ...stored, credentials }])(snapshot);
    };
  }

  /** The one key that is there, again and again with other fields. */
  function withKeys(...fields: readonly object[]) {
    return (snapshot: Snapshot) => {
      const [key] = snapshot.records["kms.keys"] ?? [];
      return withRecords(
        "kms.keys",
        fields.map((changed) => ({ ...key, ...changed })),
      )(snapshot);
    };
  }

  test.each(wrong)("%s", async (_title, change, message) => {
    const { client } = await start();
    await client.keys.create("orders");
    const before = await client.state();
    const answer = await load(client, change(await save(client)));
    expect(answer.status).toBe(400);
    expect((answer.body as { message: string }).message).toMatch(message);
    expect(await client.state()).toEqual(before);
  });

  test("from a page of another address", async () => {
    const { client, emulator } = await start();
    const post = (origin: string) =>
      client.plain("POST", "/_emulator/reset", { headers: { Origin: origin } }).then(({ status }) => status);
    expect(await post("https://example.com")).toBe(403);
    expect(await post("http://127.0.0.1:1")).toBe(403);
    expect(await post("null")).toBe(403);
    expect(await post(emulator.url)).toBe(204);
  });
});
