import { expect, test } from "@jest/globals";
import { newAccount } from "../../../emulator/scp/account";
import { newSecretKey } from "../../../emulator/scp/secret-key";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

test("the keys of many accounts are letters and digits, and no two are equal", () => {
  const accounts = Array.from({ length: 2000 }, () => newAccount(0));
  for (const { access_key, secret_key } of accounts) {
    expect(access_key).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(secret_key).toMatch(/^[A-Za-z0-9]{43}$/);
  }
  expect(new Set(accounts.map(({ secret_key }) => secret_key)).size).toBe(2000);
});

test("all letters and digits occur in secret keys", () => {
  expect(new Set(Array.from({ length: 200 }, newSecretKey).join("")).size).toBe(62);
});

test("no credential that the emulator hands out begins like an option", async () => {
  const { client, emulator } = running;
  const vault = await client.vaults.create("orders");
  const { access_key, secret_key } = (await client.vaults.requestTemporaryKey(vault)).body as Record<string, string>;
  const credentials = [
    ...[emulator.accessKey, emulator.secretKey, emulator.accountId],
    ...[emulator.spaceoneToken, await client.mintToken({ did: "domain-x" })],
    ...[vault.vault_token_id, vault.vault_token_secret_value, access_key, secret_key],
  ];
  for (const credential of credentials) expect(credential).toMatch(/^[A-Za-z0-9]/);
});
