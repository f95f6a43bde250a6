import { beforeEach, describe, expect, test } from "@jest/globals";
import { refusalOf, type SecretRecord, type StoredSecret } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

let secret: SecretRecord;

beforeEach(async () => {
  secret = await running.client.secrets.create("orders", (await running.client.keys.create("vault")).id, {
    secret_value: valueOf(1),
  });
});

function valueOf(number: number): string {
  return JSON.stringify({ number: String(number) });
}

async function setValues(from: number, to: number): Promise<void> {
  for (let number = from; number <= to; number += 1) {
    const body = { secret_value: valueOf(number) };
    const { status, text } = await running.client.call("PUT", `/v1/secrets/${secret.id}/values`, { body });
    if (status !== 200) throw new Error(text);
  }
}

async function read(which: object) {
  const { status, body } = await running.client.call("POST", `/v1/secrets/${secret.id}/values`, { body: which });
  return status === 200 ? (body as { secret_value: string }).secret_value : status;
}

function setLabel(body: object) {
  return running.client.call("PUT", `/v1/secrets/${secret.id}/label`, { body });
}

async function stored(): Promise<StoredSecret> {
  const found = (await running.client.secrets.stored()).find(({ id }) => id === secret.id);
  if (!found) throw new Error("the secret is not stored");
  return found;
}

async function versionIds(): Promise<string[]> {
  return (await stored()).versions.map(({ version_id }) => version_id);
}

/** The numbers of the versions that are kept, by their labels. */
async function labels(): Promise<Record<string, string>> {
  const { versions } = await stored();
  const ids = versions.map(({ version_id }) => version_id);
  const entries = (await stored()).labels.map(({ label, version_id }) => [label, String(ids.indexOf(version_id) + 1)]);
  return Object.fromEntries(entries) as Record<string, string>;
}

describe("a new value", () => {
  test("becomes CURRENT, and the one before PREVIOUS", async () => {
    expect(await labels()).toEqual({ CURRENT: "1" });
    await setValues(2, 2);
    expect(await labels()).toEqual({ CURRENT: "2", PREVIOUS: "1" });
    await setValues(3, 3);
    expect(await labels()).toEqual({ CURRENT: "3", PREVIOUS: "2" });
    expect([await read({ label: "CURRENT" }), await read({ label: "PREVIOUS" })]).toEqual([valueOf(3), valueOf(2)]);
    const [first] = await versionIds();
    expect(await read({ version_id: first })).toBe(valueOf(1));
  });

  test("that is the same as before is a version of its own", async () => {
    await setValues(1, 1);
    const { versions } = await stored();
    expect(new Set(versions.map(({ valueSha256 }) => valueSha256)).size).toBe(1);
    expect(new Set(versions.map(({ version_id }) => version_id)).size).toBe(2);
  });

  test("is listed, newest first, with its labels and time, without the value", async () => {
    await running.client.advance("P1D");
    await setValues(2, 2);
    const { body } = await running.client.call("GET", `/v1/secrets/${secret.id}/versions`);
    const [first, second] = (await stored()).versions;
    const shown = (version?: StoredSecret["versions"][number]) => ({
      version_id: version?.version_id,
      labels: version?.labels,
      created_at: version?.created_at,
    });
    expect((body as { version_list: unknown[] }).version_list).toEqual([shown(second), shown(first)]);
    expect(second?.version_id).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe("reading a value", () => {
  test("is dated, and changes nothing else", async () => {
    const before = await stored();
    const now = await running.client.advance("P1D");
    await read({ label: "CURRENT" });
    const { recent_searched_at, ...after } = await stored();
    expect({ ...after, recent_searched_at: null }).toEqual(before);
    expect(Math.abs(Date.parse(recent_searched_at ?? "") - Date.parse(now))).toBeLessThan(5000);
  });
});

describe("a label", () => {
  beforeEach(() => setValues(2, 3));

  test("is added, moved and removed", async () => {
    const [one, two] = await versionIds();
    expect((await setLabel({ label: "mine", move_to_version_id: one })).status).toBe(200);
    expect(await read({ label: "mine" })).toBe(valueOf(1));
    expect((await setLabel({ label: "mine", move_to_version_id: two, remove_from_version_id: one })).status).toBe(200);
    expect(await read({ label: "mine" })).toBe(valueOf(2));
    expect((await setLabel({ label: "mine", remove_from_version_id: two })).status).toBe(200);
    expect(await read({ label: "mine" })).toBe(404);
  });

  test("stays on its version when there is a new value", async () => {
    const [one, , three] = await versionIds();
    await setLabel({ label: "old", move_to_version_id: one });
    await setLabel({ label: "new", move_to_version_id: three });
    await setValues(4, 4);
    expect(await labels()).toEqual({ CURRENT: "4", PREVIOUS: "3", old: "1", new: "3" });
  });

  test("is on one version only", async () => {
    const [one, two] = await versionIds();
    await setLabel({ label: "mine", move_to_version_id: one });
    const before = await running.client.state();
    for (const move_to_version_id of [one, two]) {
      expect(refusalOf(await setLabel({ label: "mine", move_to_version_id }))).toMatchObject({
        status: 400,
        code: "scp-security.secretsmanager.label.duplicated",
      });
    }
    expect(await running.client.state()).toEqual(before);
  });

  test("is not taken from a version that it is not on", async () => {
    const [one, two, three] = await versionIds();
    await setLabel({ label: "mine", move_to_version_id: one });
    const before = await running.client.state();
    for (const body of [
      { label: "mine", remove_from_version_id: two },
      { label: "mine", remove_from_version_id: two, move_to_version_id: three },
      { label: "other", remove_from_version_id: one },
    ]) {
      expect(refusalOf(await setLabel(body))).toMatchObject({
        status: 400,
        code: "scp-security.secretsmanager.label.invalid",
      });
    }
    expect(await running.client.state()).toEqual(before);
  });

  test("may be one of 20, besides CURRENT and PREVIOUS", async () => {
    const [one, two] = await versionIds();
    for (let number = 1; number <= 20; number += 1) {
      const { status } = await setLabel({ label: `label ${number}`, move_to_version_id: number > 9 ? one : two });
      expect(status).toBe(200);
    }
    expect(refusalOf(await setLabel({ label: "more", move_to_version_id: one }))).toMatchObject({
      status: 400,
      code: "scp-security.secretsmanager.label.quota.exceeded",
    });
    const move = { label: "label 1", move_to_version_id: one, remove_from_version_id: two };
    expect((await setLabel(move)).status).toBe(200);
    await setLabel({ label: "label 1", remove_from_version_id: one });
    expect((await setLabel({ label: "more", move_to_version_id: one })).status).toBe(200);
  });

  test("may be called as what objects have already", async () => {
    const [one] = await versionIds();
    for (const label of ["__proto__", "constructor"]) await setLabel({ label, move_to_version_id: one });
    expect([await read({ label: "__proto__" }), await read({ label: "toString" })]).toEqual([valueOf(1), 404]);
  });
});

describe("100 versions are kept", () => {
  test("and the oldest one is forgotten, with its labels", async () => {
    const [first, second] = [...(await versionIds()), undefined];
    expect(second).toBeUndefined();
    await setValues(2, 100);
    expect(await versionIds()).toHaveLength(100);
    await setLabel({ label: "keep", move_to_version_id: first });
    const before = await versionIds();
    await setValues(101, 101);
    const after = await versionIds();
    expect(after.slice(0, 99)).toEqual(before.slice(1));
    expect(after).toHaveLength(100);
    expect(await labels()).toEqual({ CURRENT: "100", PREVIOUS: "99" });
    expect([await read({ version_id: first }), await read({ label: "keep" })]).toEqual([404, 404]);
    expect(await read({ label: "CURRENT" })).toBe(valueOf(101));
  });
});
