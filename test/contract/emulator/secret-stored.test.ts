import { appendFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { clockOffsets } from "../../../emulator/clock";
import { newAccount } from "../../../emulator/scp/account";
import { ScpError } from "../../../emulator/scp/errors";
import { keys } from "../../../emulator/scp/kms/key";
import { createSecret } from "../../../emulator/scp/secretsmanager/create-secret";
import { secrets } from "../../../emulator/scp/secretsmanager/secret";
import { ownerIn } from "../../../emulator/scp/ownership";
import { Store } from "../../../emulator/store/store";
import { type EmulatorClient, type SecretRecord } from "../../support/emulator-client";
import { requestTo } from "../../support/request-to";
import { useStateFile } from "../../support/state-file";

const file = useStateFile();

/** Secrets of all kinds: with versions, labels, another key, waiting for deletion, gone. */
async function fill(client: EmulatorClient): Promise<SecretRecord> {
  const [aes, rsa] = [await client.keys.create("aes"), await client.keys.create("rsa", { purpose: "rsa-2048" })];
  const first = await client.secrets.create("first", aes.id, { tags: [{ key: "a", value: "ä\n" }] });
  const path = `/v1/secrets/${first.id}`;
  const version = (await client.secrets.stored())[0]?.versions[0]?.version_id;
  await client.call("PUT", `${path}/label`, { body: { label: "mine", move_to_version_id: version } });
  await client.call("PUT", `${path}/values`, { body: { secret_value: '{"v":"2"}' } });
  await client.call("PUT", `${path}/kmsid`, { body: { kms_id: rsa.id } });
  const gone = await client.secrets.create("gone", aes.id);
  await client.call("DELETE", `/v1/secrets/${gone.id}`, { body: { waiting_time_ndays: 7 } });
  await client.advance("P8D");
  const waiting = await client.secrets.create("waiting", aes.id);
  await client.call("DELETE", `/v1/secrets/${waiting.id}`, { body: { waiting_time_ndays: 7 } });
  return first;
}

async function check(client: EmulatorClient, { id }: SecretRecord): Promise<void> {
  const read = (label: string) => client.call("POST", `/v1/secrets/${id}/values`, { body: { label } });
  expect((await read("mine")).body).toEqual({ secret_value: '{"user":"kim"}' });
  expect((await read("CURRENT")).body).toEqual({ secret_value: '{"v":"2"}' });
  expect((await client.secrets.stored()).map(({ name }) => name)).toEqual(["first", "waiting"]);
  await client.advance("P7D");
  expect((await client.secrets.stored()).map(({ name }) => name)).toEqual(["first"]);
}

test("a restart goes on with the same secrets, values and deletions", async () => {
  const { first, state } = await file.run(async (client) => {
    const secret = await fill(client);
    return { first: secret, state: await client.state() };
  });
  await file.run(async (client) => {
    expect(await client.state()).toEqual(state);
    await check(client, first);
  });
});

test("the file as it is when an emulator is killed has all that was answered", async () => {
  let killed = "";
  const { first, state } = await file.run(async (client) => {
    const secret = await fill(client);
    const before = await client.state();
    killed = file.copy();
    return { first: secret, state: before };
  });
  file.path = killed;
  await file.run(async (client) => {
    expect(await client.state()).toEqual(state);
    await check(client, first);
  });
});

test("secrets that became due while no emulator ran are gone at the first request", async () => {
  const [secret] = await file.run(async (client) => {
    await client.secrets.create("orders", (await client.keys.create("vault")).id);
    return client.secrets.stored();
  });
  const { versions: _versions, ...stored } = secret ?? { id: "" };
  const due = { ...stored, state: "To_Be_Terminated", deleted_at: "2024-05-17T00:23:17Z" };
  appendFileSync(file.path, `${JSON.stringify({ changes: [["secretsmanager.secrets", stored.id, due]] })}\n`);
  await file.run(async (client) => {
    expect((await client.call("GET", "/v1/secrets")).body).toMatchObject({ count: 0 });
    expect(await client.keys.stored()).toMatchObject([{ name: "vault", use_count: 0 }]);
  });
});

test("an account with 500,000 secrets is refused another one, whatever it lacks, and elsewhere it is not", () => {
  const account = newAccount(0);
  const store = new Store([clockOffsets, secrets, keys]);
  const owned = { account_id: account.account_id, deleted_at: null };
  const secret = (index: number) => [secrets.name, `id${index}`, { ...owned, name: `name${index}` }] as const;
  store.replace(Array.from({ length: 499_999 }, (_, index) => secret(index)));
  const request = requestTo(store, account, {
    name: "one-more",
    kms_id: "none",
    acl_cidr: "127.0.0.1/32",
    secret_value: '{"a":"b"}',
  });
  const elsewhere = { ...request, owner: ownerIn(account, { environment: "s", region: "kr-east1" }) };
  const lacksKey = "scp-security.secretsmanager.kms.invalid";
  const refusals = () => [request, elsewhere].map((one) => refusalCode(() => createSecret(one)));
  expect(refusals()).toEqual([lacksKey, lacksKey]);
  store.commit(secret(499_999));
  expect(refusals()).toEqual(["scp-security.secretsmanager.quota.exceeded", lacksKey]);
});

function refusalCode(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof ScpError) return error.code;
    throw error;
  }
  return "not refused";
}
