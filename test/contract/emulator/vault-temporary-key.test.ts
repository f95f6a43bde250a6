import { describe, expect, test } from "@jest/globals";
import { EmulatorClient, refusalOf, type Answer, type VaultRecord } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();
const vaultRefusal = (reason: string, status = 400) => ({ status, code: `scp-security.secretvault.${reason}` });
const unsigned = { status: 401, code: "HmacValidFail" };

interface TemporaryKey {
  readonly access_key: string;
  readonly secret_key: string;
  readonly expired_at: string;
}

function keyOf(answer: Answer): TemporaryKey {
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  return answer.body as TemporaryKey;
}

async function request(vault: VaultRecord): Promise<TemporaryKey> {
  return keyOf(await running.client.vaults.requestTemporaryKey(vault));
}

/** The status of a call that is signed with a temporary key. */
async function statusWith({ access_key, secret_key }: TemporaryKey, account = running.client): Promise<number> {
  const client = new EmulatorClient({ ...account.address, accessKey: access_key, secretKey: secret_key });
  const { status } = await client.call("GET", "/v1/kms/transit");
  client.close();
  return status;
}

describe("a temporary key", () => {
  test("is answered with its end, and is in the state without its secret", async () => {
    const { client } = running;
    const vault = await client.vaults.create("orders", { temporary_key_ttl_nhours: 36 });
    const key = await request(vault);
    const [stored] = await client.vaults.stored();
    const { access_key, expired_at } = key;
    expect(stored?.temporaryKeys).toMatchObject([{ access_key, expired_at }]);
    const [{ created_at } = { created_at: "" }] = stored?.temporaryKeys ?? [];
    expect(Date.parse(expired_at) - Date.parse(created_at)).toBe(36 * 3_600_000);
    expect(JSON.stringify(await client.state())).not.toContain(key.secret_key);
    expect((await client.vaults.show(vault.id)).temp_key_expired_at).toBe(expired_at);
  });

  test("signs calls of the account until it expires", async () => {
    const { client } = running;
    const vault = await client.vaults.create("orders", { temporary_key_ttl_nhours: 1 });
    const key = await request(vault);
    await client.advance("PT59M");
    expect(await statusWith(key)).toBe(200);
    await client.advance("PT1M");
    expect(await statusWith(key)).toBe(401);
    expect(await client.vaults.stored()).toMatchObject([{ temporaryKeys: [], vaultkey_state: "Active" }]);
    expect((await client.vaults.show(vault.id)).temp_key_expired_at).toBeNull();
  });

  test("acts for its own account, which sees what it makes", async () => {
    const other = await running.client.newAccount();
    const key = await request(await other.vaults.create("orders"));
    const temporary = new EmulatorClient({ ...other.address, accessKey: key.access_key, secretKey: key.secret_key });
    const { id } = await temporary.keys.create("made");
    expect((await other.keys.stored()).map((stored) => stored.id)).toEqual([id]);
    expect(await running.client.keys.stored()).toEqual([]);
    temporary.close();
    other.close();
  });

  test("is one of at most 5 that a vault has at one time", async () => {
    const { client } = running;
    const vault = await client.vaults.create("orders", { temporary_key_ttl_nhours: 2 });
    const keys = [await request(vault)];
    await client.advance("PT1H");
    while (keys.length < 5) keys.push(await request(vault));
    expect(new Set(keys.map(({ access_key }) => access_key)).size).toBe(5);
    const before = await client.state();
    const refusal = refusalOf(await client.vaults.requestTemporaryKey(vault));
    expect(refusal).toMatchObject(vaultRefusal("temporarykey.quota.exceeded", 403));
    expect(await client.state()).toEqual(before);
    await request(await client.vaults.create("other"));
    await client.advance("PT1H");
    expect((await client.vaults.requestTemporaryKey(vault)).status).toBe(200);
  });

  test("is gone when its vault is terminated, and there is no other one", async () => {
    const { client } = running;
    const vault = await client.vaults.create("orders");
    const [key, kept] = [await request(vault), await request(await client.vaults.create("other"))];
    await client.call("PUT", `/v1/secretvault/${vault.id}/terminated`, { body: { waiting_time_ndays: 7 } });
    expect([await statusWith(key), await statusWith(kept)]).toEqual([401, 200]);
    expect(refusalOf(await client.vaults.requestTemporaryKey(vault))).toMatchObject(vaultRefusal("state.invalid"));
  });

  test("is gone when its vault's token expires, and there is no other one", async () => {
    const { client } = running;
    const vault = await client.vaults.create("orders", { temporary_key_ttl_nhours: 36 });
    await client.advance("P29DT23H");
    const key = await request(vault);
    await client.advance("PT1H");
    expect(await statusWith(key)).toBe(401);
    expect(refusalOf(await client.vaults.requestTemporaryKey(vault))).toMatchObject(vaultRefusal("state.invalid"));
  });
});

describe("a request for one", () => {
  test("may have the headers of an account's signature as well, right or wrong", async () => {
    const { client } = running;
    const vault = await client.vaults.create("orders");
    const wrong = { "Scp-AccessKey": "x", "Scp-Signature": "x", "Scp-Timestamp": "1", "Scp-ClientType": "Openapi" };
    expect((await client.vaults.requestTemporaryKey(vault, { headers: wrong })).status).toBe(200);
    const headers = { ...wrong, "Scp-Api-Version": "secretvault 1.0" };
    expect((await client.vaults.requestTemporaryKey(vault, { headers })).status).toBe(200);
  });

  test.each([
    ["another signature", { headers: { Svsignature: "wRGerhQcCGB21EtBOzuBgFdvFzxkBDmrYAmdL0CtLIc=" } }],
    ["another token", { headers: { Svaccesskey: "aace85da-965e-d95a-b4ed-8d32b5d6079" } }],
    ["another client type", { headers: { Svclienttype: "OpenApi" } }],
    ["a time 16 minutes ago", { timestamp: Date.now() - 960_000 }],
    ["a time that was not signed", { headers: { Svtimestamp: String(Date.now() - 5) } }],
  ])("with %s is refused", async (_what, options) => {
    const vault = await running.client.vaults.create("orders");
    const before = await running.client.state();
    expect(refusalOf(await running.client.vaults.requestTemporaryKey(vault, options))).toMatchObject(unsigned);
    expect(await running.client.state()).toEqual(before);
  });

  test("that another vault's token signed is refused", async () => {
    const [vault, other] = [await running.client.vaults.create("one"), await running.client.vaults.create("two")];
    expect(refusalOf(await running.client.vaults.requestTemporaryKey({ ...other, id: vault.id }))).toMatchObject(
      unsigned,
    );
  });

  test("that the account's own key signed lacks the token's headers", async () => {
    const { id } = await running.client.vaults.create("orders");
    const answer = await running.client.call("GET", `/v1/temporarykey/${id}`);
    expect(refusalOf(answer)).toEqual({
      status: 400,
      code: "ValidationError",
      details: ["Field required", "Field required", "Field required", "Field required"],
    });
  });

  test.each(["Svaccesskey", "Svsignature", "Svtimestamp", "Svclienttype"])(
    "without %s is not routed",
    async (header) => {
      const vault = await running.client.vaults.create("orders");
      const answer = await running.client.vaults.requestTemporaryKey(vault, { headers: { [header]: null } });
      expect(answer).toMatchObject({ status: 404, body: { status: 404, error: "Not Found" } });
    },
  );

  test.each(["0fdd87aab8cb46f59b7c1f81ed03fb3e", "x"])("of vault %s, which is not there, is 400", async (id) => {
    const vault = await running.client.vaults.create("orders");
    for (const token of [vault, { vault_token_id: "x", vault_token_secret_value: "x" }]) {
      const answer = await running.client.vaults.requestTemporaryKey({ ...token, id });
      expect(refusalOf(answer)).toMatchObject(vaultRefusal("vault.invalid"));
    }
  });

  test.each([
    ["10.0.0.7/32", "10.0.0.7", 200],
    ["10.0.0.1/32, 10.0.0.7/32", "10.0.0.7, 192.168.1.1", 200],
    ["10.0.0.7/32", "10.0.0.8", 403],
    ["10.0.0.7/32", "192.168.1.1, 10.0.0.7", 403],
    ["10.0.0.7/32", "localhost", 403],
    ["10.0.0.7/32", undefined, 403],
    ["127.0.0.1/32", undefined, 200],
  ])("where the list is %s comes from %s: %d", async (acl_cidr, address, status) => {
    const vault = await running.client.vaults.create("orders", { acl_cidr });
    const headers = address === undefined ? {} : { "X-Forwarded-For": address };
    const answer = await running.client.vaults.requestTemporaryKey(vault, { headers });
    expect(answer.status).toBe(status);
    const [stored] = await running.client.vaults.stored();
    expect(stored?.temporaryKeys).toHaveLength(status === 200 ? 1 : 0);
    if (status === 403) expect(refusalOf(answer)).toMatchObject(vaultRefusal("access.denied", 403));
  });
});
