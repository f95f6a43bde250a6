import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { refusalOf, vaultOf, type VaultRecord } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();
const stateRefused = { status: 400, code: "scp-security.secretvault.state.invalid" };
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function terminate({ id }: VaultRecord, waiting_time_ndays = 7) {
  return running.client.call("PUT", `/v1/secretvault/${id}/terminated`, { body: { waiting_time_ndays } });
}

function show({ id }: VaultRecord) {
  return running.client.call("GET", `/v1/secretvault/${id}`);
}

async function list(query = ""): Promise<VaultRecord[]> {
  const { body } = await running.client.call("GET", `/v1/secretvault${query}`);
  return (body as { secret_vaults: VaultRecord[] }).secret_vaults;
}

/** Whole days from one date to another. */
function days(from: string, to: string | null | undefined): number {
  return Math.round((Date.parse(to ?? "") - Date.parse(from)) / 86_400_000);
}

test("a new vault is Active, and as it was asked for", async () => {
  const fields = { description: "mine", acl_cidr: "10.0.0.1/32", temporary_key_ttl_nhours: 36 };
  const vault = await running.client.vaults.create("orders", { ...fields, vault_token_ttl_ndays: 7300 });
  expect(vault).toMatchObject({ ...fields, name: "orders", vaultkey_state: "Active", delete_at: null });
  expect(vault).toMatchObject({ vaultkey_type: "SCP Open API Key", waiting_time_ndays: null });
  expect(vault.id).toMatch(/^[0-9a-f]{32}$/);
  expect(days(vault.created_at, vault.vault_token_expired_at)).toBe(7300);
});

describe("the token", () => {
  test("is in clear where a vault is created, shown or terminated", async () => {
    const vault = await running.client.vaults.create("orders");
    const { vault_token_id, vault_token_secret_value } = vault;
    expect(vault_token_id).toMatch(uuid);
    expect(vault_token_secret_value).toMatch(uuid);
    expect(await running.client.vaults.show(vault.id)).toMatchObject({ vault_token_id, vault_token_secret_value });
    expect(vaultOf(await terminate(vault))).toMatchObject({ vault_token_id, vault_token_secret_value });
  });

  test("is encrypted in lists, the same at each time and another for each vault", async () => {
    const [one, two] = [await running.client.vaults.create("one"), await running.client.vaults.create("two")];
    const listed = await list();
    const texts = listed.flatMap((vault) => [vault.vault_token_id, vault.vault_token_secret_value]);
    for (const text of texts) expect(text).toMatch(/^\[AES\] [A-Za-z0-9+/]{86}==$/);
    expect(new Set(texts).size).toBe(4);
    expect(await list()).toEqual(listed);
    for (const { vault_token_id, vault_token_secret_value } of [one, two]) {
      expect(JSON.stringify(listed)).not.toContain(vault_token_id);
      expect(JSON.stringify(listed)).not.toContain(vault_token_secret_value);
    }
  });

  test("is in the state without its secret", async () => {
    const { vault_token_id, vault_token_secret_value } = await running.client.vaults.create("orders");
    const tokenSecretSha256 = createHash("sha256").update(vault_token_secret_value).digest("hex");
    expect(await running.client.vaults.stored()).toMatchObject([{ vault_token_id, tokenSecretSha256 }]);
    expect(JSON.stringify(await running.client.state())).not.toContain(vault_token_secret_value);
  });
});

test("show has the access key with all but its beginning hidden", async () => {
  const access_key_id = "0e3dffc50eb247a1adf4f2e5c82c4f99";
  const { id } = await running.client.vaults.create("orders", { access_key_id });
  expect(await running.client.vaults.show(id)).toMatchObject({
    access_key: "0e3*****************************",
    access_key_id,
    temp_key_expired_at: null,
  });
});

describe("termination", () => {
  test.each([7, 30])("waits %d days by the emulator's clock, and then the vault is gone", async (waiting) => {
    const { client } = running;
    const vault = await client.vaults.create("orders", { vault_token_ttl_ndays: 90 });
    const terminated = vaultOf(await terminate(vault, waiting));
    expect(terminated).toMatchObject({ vaultkey_state: "To_Be_Terminated", waiting_time_ndays: waiting });
    expect(days(terminated.modified_at, terminated.delete_at)).toBe(waiting);
    expect(await client.vaults.show(vault.id)).toEqual(terminated);
    await client.advance(`P${waiting - 1}DT23H59M`);
    expect((await list()).map(({ vaultkey_state }) => vaultkey_state)).toEqual(["To_Be_Terminated"]);
    await client.advance("PT1M");
    expect((await show(vault)).status).toBe(404);
    expect(await client.vaults.stored()).toEqual([]);
  });

  test("that is asked for again is refused, and the date stays", async () => {
    const vault = await running.client.vaults.create("orders");
    await terminate(vault, 7);
    const before = await running.client.state();
    expect(refusalOf(await terminate(vault, 30))).toMatchObject(stateRefused);
    expect(await running.client.state()).toEqual(before);
  });

  test("keeps the name and the access key from others until the vault is gone", async () => {
    const { client } = running;
    const vault = await client.vaults.create("orders");
    await terminate(vault);
    const create = (name: string, access_key_id: string) =>
      client.call("POST", "/v1/secretvault", {
        body: { name, access_key_id, acl_cidr: "127.0.0.1/32", temporary_key_ttl_nhours: 1, vault_token_ttl_ndays: 30 },
      });
    expect(refusalOf(await create("orders", "0".repeat(32)))).toMatchObject({
      status: 409,
      code: "scp-security.secretvault.name.duplicated",
    });
    expect(refusalOf(await create("other", vault.access_key_id))).toMatchObject({
      status: 409,
      code: "scp-security.secretvault.accesskey.duplicated",
    });
    await client.advance("P7D");
    expect(vaultOf(await create("orders", vault.access_key_id)).id).not.toBe(vault.id);
  });

  test("does not touch the other vaults", async () => {
    const { client } = running;
    const [one] = [await client.vaults.create("one"), await client.vaults.create("two")];
    await terminate(one);
    const [, before] = await client.vaults.stored();
    await client.advance("P8D");
    expect(await client.vaults.stored()).toEqual([before]);
  });

  test("keeps its date when the token expires meanwhile", async () => {
    const { client } = running;
    const vault = await client.vaults.create("orders", { vault_token_ttl_ndays: 30 });
    await client.advance("P29D");
    const { delete_at } = vaultOf(await terminate(vault, 30));
    await client.advance("P2D");
    expect(await client.vaults.show(vault.id)).toMatchObject({ vaultkey_state: "To_Be_Terminated", delete_at });
    await client.advance("P27DT23H59M");
    expect(await client.vaults.stored()).toHaveLength(1);
    await client.advance("PT1M");
    expect(await client.vaults.stored()).toEqual([]);
  });
});

describe("a token's end", () => {
  test("makes the vault Expired, which can't be terminated and is gone after 7 days", async () => {
    const { client } = running;
    const vault = await client.vaults.create("orders");
    await client.advance("P29DT23H59M");
    expect((await client.vaults.show(vault.id)).vaultkey_state).toBe("Active");
    await client.advance("PT1M");
    const expired = await client.vaults.show(vault.id);
    expect(expired).toMatchObject({ vaultkey_state: "Expired", waiting_time_ndays: 7 });
    expect(days(vault.created_at, expired.delete_at)).toBe(37);
    expect(refusalOf(await terminate(vault))).toMatchObject(stateRefused);
    await client.advance("P6DT23H59M");
    expect((await list()).map(({ vaultkey_state }) => vaultkey_state)).toEqual(["Expired"]);
    await client.advance("PT1M");
    expect((await show(vault)).status).toBe(404);
  });

  test("and all that follows happens at once when the clock is moved far", async () => {
    const { client } = running;
    await client.vaults.create("orders");
    await client.vaults.create("lasting", { vault_token_ttl_ndays: 7300 });
    await client.advance("P7299D");
    expect((await client.vaults.stored()).map(({ name }) => name)).toEqual(["lasting"]);
  });
});

test("a list is filtered by the exact name, sorted and paged", async () => {
  for (const name of ["beta", "gamma", "alpha", "alphabet"]) await running.client.vaults.create(name);
  const names = async (query = "") => (await list(query)).map(({ name }) => name);
  expect(await names()).toEqual(["alphabet", "alpha", "gamma", "beta"]);
  expect(await names("?name=alpha")).toEqual(["alpha"]);
  expect(await names("?sort=name:asc")).toEqual(["alpha", "alphabet", "beta", "gamma"]);
  expect(await names("?sort=created_at:asc&size=3&page=1")).toEqual(["alphabet"]);
  expect((await running.client.call("GET", "/v1/secretvault?sort=acl_cidr")).status).toBe(400);
});
