import { beforeEach, describe, expect, test } from "@jest/globals";
import type { SwitchChanges } from "../../../emulator/world/switches";
import { vaultOf, type EmulatorState, type VaultRecord } from "../../support/emulator-client";
import { timeOf } from "../../../provider/words/times";
import { useEmulator } from "../../support/in-process-emulator";
import { withClients } from "../../support/service-clients";

const running = useEmulator();

type Fields = Readonly<Record<string, unknown>>;

interface Made {
  readonly key: string;
  readonly secret: string;
  readonly vault: VaultRecord;
  readonly certificate: string;
  readonly diagnosis: string;
}

let made: Made;
let state: EmulatorState;

beforeEach(async () => {
  const { client } = running;
  const key = (await client.keys.create("orders")).id;
  made = {
    key,
    secret: (await client.secrets.create("orders", key)).id,
    vault: await client.vaults.create("orders"),
    certificate: (await client.certificates.selfSign("orders")).id,
    diagnosis: await client.diagnoses.save("orders"),
  };
  state = await client.state();
});

async function get(path: string): Promise<Fields> {
  const { body, status, text } = await running.client.call("GET", path);
  if (status !== 200) throw new Error(`${status} ${text}`);
  return body as Fields;
}

/** The objects as show answers them. */
async function shown(): Promise<Record<"key" | "secret" | "vault" | "certificate", Fields>> {
  return {
    key: (await get(`/v1/kms/transit/${made.key}`))["key"] as Fields,
    secret: (await get(`/v1/secrets/${made.secret}`))["secret"] as Fields,
    vault: (await get(`/v1/secretvault/${made.vault.id}`))["secret_vault"] as Fields,
    certificate: (await get(`/v1/certificatemanager/${made.certificate}`))["certificate"] as Fields,
  };
}

const lists = [
  ["/v1/kms/transit", "keys"],
  ["/v1/managed-kms/transit", "keys"],
  ["/v1/secrets", "secret"],
  ["/v1/secretvault", "secret_vaults"],
  ["/v1/certificatemanager", "certificates"],
] as const;

async function firstListed(): Promise<Fields[]> {
  const pages = await Promise.all(lists.map(async ([path, name]) => (await get(path))[name] as Fields[]));
  return pages.map(([first]) => first ?? {});
}

async function setTo(switches: SwitchChanges): Promise<void> {
  await running.client.setWorld(switches);
  expect(await running.client.state()).toEqual(state);
}

describe("vaultTokenMask", () => {
  test.each([
    ["none", /^[0-9a-f]{8}-[0-9a-f-]{27}$/],
    ["stars", /^\*{4}$/],
    ["partial", /^[0-9a-f]{4}\*{4}-\*{4}$/],
    ["aes", /^AES:[A-Za-z0-9+/]{43}=$/],
    ["enc", /^ENC\([A-Za-z0-9+/]{43}=\)$/],
    ["word", /^encrypted$/],
  ] as const)("%s", async (vaultTokenMask, form) => {
    await setTo({ vaultTokenMask });
    const { vault } = await shown();
    expect(vault["vault_token_id"]).toMatch(form);
    expect(vault["vault_token_secret_value"]).toMatch(form);
    expect((await shown()).vault).toEqual(vault);
    expect((await running.client.vaults.create("another")).vault_token_secret_value).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("is not of the reply to a termination", async () => {
    await setTo({ vaultTokenMask: "stars" });
    const target = `/v1/secretvault/${made.vault.id}/terminated`;
    const answer = await running.client.call("PUT", target, { body: { waiting_time_ndays: 7 } });
    expect(vaultOf(answer).vault_token_id).toBe(made.vault.vault_token_id);
  });
});

describe("emptyLabels", () => {
  test.each([
    ["list", { labels: [] }],
    ["null", { labels: null }],
    ["missing", {}],
    ["text", { labels: "" }],
  ] as const)("%s", async (emptyLabels, expected) => {
    const { client } = running;
    for (const secret_value of ['{"a":"1"}', '{"a":"2"}']) {
      await client.call("PUT", `/v1/secrets/${made.secret}/values`, { body: { secret_value } });
    }
    await client.setWorld({ emptyLabels });
    const { version_list: list } = await get(`/v1/secrets/${made.secret}/versions`);
    const [newest, before, oldest] = list as Fields[];
    expect([newest?.["labels"], before?.["labels"]]).toEqual([["CURRENT"], ["PREVIOUS"]]);
    const { version_id: _id, created_at: _at, ...rest } = oldest ?? {};
    expect(rest).toEqual(expected);
  });
});

test.each([
  ["lower", "advanced"],
  ["upper", "ADVANCED"],
  ["mixed", "Advanced"],
] as const)("enumSpelling %s is of a key's type", async (enumSpelling, expected) => {
  await setTo({ enumSpelling });
  expect([(await shown()).key["key_type"], (await firstListed())[0]?.["key_type"]]).toEqual([expected, expected]);
  expect(await running.client.keys.create("another")).toMatchObject({ key_type: expected, purpose: "aes-256" });
});

describe("stateSpelling", () => {
  test.each([
    ["reference", "Active", "VALID", "To_Be_Terminated"],
    ["upper", "ACTIVE", "VALID", "TO_BE_TERMINATED"],
    ["lower", "active", "valid", "to_be_terminated"],
    ["spaced", "Active", "VALID", "To Be Terminated"],
    ["unknown", "X_Active", "X_VALID", "X_To_X_Be_X_Terminated"],
  ] as const)("%s", async (stateSpelling, active, valid, waiting) => {
    const { client } = running;
    await setTo({ stateSpelling });
    const states = async () => {
      const { key, secret, vault, certificate } = await shown();
      return [key["state"], secret["state"], vault["vaultkey_state"], certificate["state"]];
    };
    expect(await states()).toEqual([active, active, active, valid]);
    expect((await firstListed()).map((one) => one["state"] ?? one["vaultkey_state"])).toEqual([
      active,
      active,
      active,
      active,
      valid,
    ]);
    const body = { waiting_time_ndays: 7 };
    await client.call("DELETE", `/v1/secrets/${made.secret}`, { body });
    await client.call("PUT", `/v1/secretvault/${made.vault.id}/terminated`, { body });
    await client.call("DELETE", `/v1/kms/transit/${made.key}`);
    expect(await states()).toEqual([waiting, waiting, waiting, valid]);
    expect(await get("/v1/secrets?state=To_Be_Terminated")).toMatchObject({ count: 1 });
    expect(await client.keys.stored()).toMatchObject([{ state: "To_Be_Terminated" }]);
  });

  test("is not of runs", async () => {
    await running.client.diagnoses.request(made.diagnosis);
    await running.client.setWorld({ stateSpelling: "upper" });
    const { summary_responses: summary } = await running.client.diagnoses.show(made.diagnosis);
    expect(summary["recent_diagnosis_state"]).toBe("Running");
  });
});

describe("created_at", () => {
  async function all(): Promise<unknown[]> {
    const { key, secret, vault, certificate } = await shown();
    const { version_list: versions } = await get(`/v1/secrets/${made.secret}/versions`);
    const { summary_responses: summary } = await running.client.diagnoses.show(made.diagnosis);
    const [listedKey] = await firstListed();
    const records = [key, secret, vault, certificate, (versions as Fields[])[0], summary, listedKey];
    return records.map((record) => record?.["created_at"]);
  }

  test.each([
    ["noZone", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/, "Z"],
    ["offset", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00$/, ""],
    ["seoulNoZone", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/, "+09:00"],
  ] as const)("is the same moment, written as createdAt %s says", async (createdAt, form, zone) => {
    const before = await all();
    await setTo({ createdAt });
    for (const [index, text] of (await all()).entries()) {
      expect(text).toMatch(form);
      expect(Date.parse(String(text) + zone)).toBe(Date.parse(String(before[index])));
    }
    expect((await running.client.keys.create("another")).created_at).toMatch(form);
  });

  test("is the same moment as a number, which the package reads", async () => {
    const before = await all();
    await setTo({ createdAt: "milliseconds" });
    expect(await all()).toEqual(before.map((text) => Date.parse(String(text))));
    await withClients(running.client, async ({ kms }) => {
      const [listed] = await kms.listKeys();
      expect(timeOf(listed?.createdAt ?? "")).toBe(Date.parse(String(before.at(-1))));
    });
  });

  test("may be missing, or empty", async () => {
    await setTo({ createdAt: "missing" });
    const { key, certificate } = await shown();
    expect([Object.keys(key), Object.keys(certificate)].flat()).not.toContain("created_at");
    expect(key["modified_at"]).toMatch(/Z$/);
    await setTo({ createdAt: "empty" });
    expect(new Set(await all())).toEqual(new Set([""]));
  });

  test.each([-3600, 90])("may be off by %i seconds", async (createdAtSkewSeconds) => {
    const before = await all();
    await setTo({ createdAtSkewSeconds });
    const moved = (await all()).map((text) => Date.parse(String(text)));
    expect(moved).toEqual(before.map((text) => Date.parse(String(text)) + createdAtSkewSeconds * 1000));
    await setTo({ createdAt: "offset" });
    expect((await all()).map((text) => Date.parse(String(text)))).toEqual(moved);
  });

  test("is as it is in SpaceONE", async () => {
    await running.client.setWorld({ createdAt: "missing", emptyTexts: true });
    const { created_at, deleted_at } = await running.client.cloudServices.create();
    expect([typeof created_at, deleted_at]).toEqual(["string", undefined]);
  });
});

test.each([
  ["reference", null],
  ["empty", ""],
  ["old", "20251008"],
] as const)("deleteAtOfActive %s", async (deleteAtOfActive, expected) => {
  await setTo({ deleteAtOfActive });
  const { key, secret, vault } = await shown();
  expect([key["delete_at"], secret["deleted_at"], vault["delete_at"]]).toEqual([expected, expected, expected]);
  await running.client.call("DELETE", `/v1/kms/transit/${made.key}`);
  expect((await shown()).key["delete_at"]).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
});

describe("emptyTexts", () => {
  test("has no null in replies, and no region of keys and secrets", async () => {
    const regions = async () => {
      const { key, secret } = await shown();
      const [listedKey, managedKey] = await firstListed();
      return [key, secret, listedKey, managedKey].map((one) => one?.["region"]);
    };
    expect(await regions()).toEqual(["kr-west1", "kr-west1", "kr-west1", "kr-west1"]);
    await setTo({ emptyTexts: true });
    expect(await regions()).toEqual(["", "", "", ""]);
    const { key, vault, secret } = await shown();
    expect([key["secret_ref"], key["delete_at"], vault["description"], secret["recent_searched_at"]]).toEqual([
      "",
      "",
      "",
      "",
    ]);
    for (const record of [...Object.values(await shown()), ...(await firstListed())]) {
      expect(Object.values(record)).not.toContain(null);
    }
    expect(await running.client.keys.create("another")).toMatchObject({ delete_at: "", region: "kr-west1" });
  });

  test("leaves counts and refusals as they are", async () => {
    await setTo({ emptyTexts: true });
    expect(await get("/v1/configinspection/diagnosis/list")).toMatchObject({
      count: null,
      summary_responses: [{ recent_diagnosis_at: "", error_state: "" }],
    });
    const { body } = await running.client.call("GET", `/v1/kms/transit/${"0".repeat(32)}`);
    expect(body).toMatchObject({ errors: [{ response: null }] });
  });

  test("goes with other switches", async () => {
    await setTo({ emptyTexts: true, deleteAtOfActive: "old" });
    expect((await shown()).key).toMatchObject({ delete_at: "20251008", secret_ref: "" });
  });
});

test("currentVersion may be missing from all replies", async () => {
  await setTo({ currentVersion: "missing" });
  const rotation = await running.client.call("POST", `/v1/kms/transit/${made.key}/rotate`);
  expect(rotation.status).toBe(200);
  const { key } = rotation.body as { key: Fields };
  for (const one of [key, (await shown()).key, ...(await firstListed()).slice(0, 2)]) {
    expect(one).toHaveProperty("rotate_cycle");
    expect(one).not.toHaveProperty("current_version");
  }
  expect(await running.client.keys.stored()).toMatchObject([{ current_version: 2 }]);
});

describe("oddListEntry", () => {
  test.each(lists)("ends %s", async (path, name) => {
    const before = await get(path);
    await setTo({ oddListEntry: true });
    const after = await get(path);
    const odd = (after[name] as Fields[]).at(-1);
    expect(odd).toEqual({ id: expect.stringMatching(/^[0-9a-f]{32}$/), name: null, state: null });
    expect(after).toEqual({ ...before, count: 2, [name]: [...(before[name] as Fields[]), odd] });
    expect(await get(`${path}?name=none`)).toMatchObject({ count: 1, [name]: [odd] });
    expect((await running.client.call("GET", `${path}/${String(odd?.["id"])}`)).status).toBe(404);
  });

  test("stands once on all pages", async () => {
    await running.client.keys.create("another");
    await running.client.setWorld({ oddListEntry: true });
    const names = async (query: string) =>
      ((await get(`/v1/kms/transit?${query}`))["keys"] as Fields[]).map(({ name }) => name);
    expect([await names("size=2"), await names("size=2&page=1"), await names("size=2&page=2")]).toEqual([
      ["another", "orders"],
      [null],
      [],
    ]);
    expect([await names("size=3"), await names("size=1&page=2")]).toEqual([["another", "orders", null], [null]]);
  });
});
