import { expect, test } from "@jest/globals";
import { EmulatorClient, type VaultRecord } from "../../support/emulator-client";
import { useStateFile } from "../../support/state-file";

const file = useStateFile();

/** Vaults of all kinds: with a temporary key, with an expired token, waiting for deletion, gone. */
async function fill(client: EmulatorClient): Promise<VaultRecord> {
  const terminate = ({ id }: VaultRecord) =>
    client.call("PUT", `/v1/secretvault/${id}/terminated`, { body: { waiting_time_ndays: 7 } });
  await terminate(await client.vaults.create("gone"));
  await client.vaults.create("expired");
  await client.advance("P30D");
  const used = await client.vaults.create("used", { tags: [{ key: "a", value: "ä\n" }], temporary_key_ttl_nhours: 2 });
  await client.vaults.requestTemporaryKey(used);
  await terminate(await client.vaults.create("waiting"));
  return used;
}

async function check(client: EmulatorClient, used: VaultRecord): Promise<void> {
  expect((await client.vaults.requestTemporaryKey(used)).status).toBe(200);
  const names = async () => (await client.vaults.stored()).map(({ name, vaultkey_state }) => [name, vaultkey_state]);
  expect(await names()).toEqual([
    ["expired", "Expired"],
    ["used", "Active"],
    ["waiting", "To_Be_Terminated"],
  ]);
  await client.advance("PT2H");
  expect((await client.vaults.stored())[1]?.temporaryKeys).toEqual([]);
  await client.advance("P7D");
  expect(await names()).toEqual([["used", "Active"]]);
}

test("a restart goes on with the same vaults, tokens, temporary keys and dates", async () => {
  const { used, state } = await file.run(async (client) => {
    const vault = await fill(client);
    return { used: vault, state: await client.state() };
  });
  await file.run(async (client) => {
    expect(await client.state()).toEqual(state);
    await check(client, used);
  });
});

test("the file as it is when an emulator is killed has all that was answered", async () => {
  let killed = "";
  const { used, state } = await file.run(async (client) => {
    const vault = await fill(client);
    const before = await client.state();
    killed = file.copy();
    return { used: vault, state: before };
  });
  file.path = killed;
  await file.run(async (client) => {
    expect(await client.state()).toEqual(state);
    await check(client, used);
  });
});

test("a reset forgets vaults and temporary keys", async () => {
  await file.run(async (client) => {
    const used = await fill(client);
    const { access_key, secret_key } = (await client.vaults.requestTemporaryKey(used)).body as Record<string, string>;
    const temporary = new EmulatorClient({
      ...client.address,
      accessKey: access_key ?? "",
      secretKey: secret_key ?? "",
    });
    expect((await temporary.call("GET", "/v1/endpoints")).status).toBe(200);
    await client.reset();
    expect((await temporary.call("GET", "/v1/endpoints")).status).toBe(401);
    temporary.close();
    expect(await client.vaults.stored()).toEqual([]);
    expect((await client.vaults.create("used", { access_key_id: used.access_key_id })).name).toBe("used");
  });
});
