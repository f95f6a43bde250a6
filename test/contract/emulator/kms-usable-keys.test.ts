import { describe, expect, test } from "@jest/globals";
import { refusalOf, type EmulatorClient, type KeyRecord } from "../../support/emulator-client";
import { bodyOf } from "../../support/emulator-client/answer";
import { useEmulator } from "../../support/in-process-emulator";
import { useStateFile } from "../../support/state-file";

const running = useEmulator();
const file = useStateFile();
const transit = "/v1/kms/transit";

/** Bodies that are complete, whatever a key makes of them. */
const bodies: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  encrypt: { plaintext: "YQ==" },
  decrypt: { ciphertext: "vault:v1:YQ==" },
  rewrap: { ciphertext: "vault:v1:YQ==" },
  datakey: { key_type: "plaintext" },
  sign: { input: "YQ==" },
  verify: { input: "YQ==", signature: "vault:v1:YQ==" },
  hmac: { input: "YQ==" },
  "hmac/verify": { input: "YQ==", hmac: "vault:v1:YQ==" },
};

const encryption = ["encrypt", "decrypt", "rewrap", "datakey"];

/** What the user guide says of the purposes. */
const operations: Readonly<Record<string, readonly string[]>> = {
  "aes-256": encryption,
  "rsa-2048": [...encryption, "sign", "verify"],
  "ecdsa-p256": ["sign", "verify"],
  "hmac-sha256": ["hmac", "hmac/verify"],
};

/** The codes of the refusals of all operations; "" of an answer. */
async function codes(client: EmulatorClient, key: Pick<KeyRecord, "id">): Promise<Record<string, string>> {
  const told: Record<string, string> = {};
  for (const [operation, body] of Object.entries(bodies)) {
    const answer = await client.keys.use(operation, key, body);
    told[operation] = answer.status === 200 ? "" : `${answer.status} ${refusalOf(answer).code ?? ""}`;
  }
  return told;
}

const all = (code: string) => Object.fromEntries(Object.keys(bodies).map((operation) => [operation, code]));
const stateRefused = "400 scp-security.kms.key.state.invalid";
const purposeRefused = "400 scp-security.kms.key.purpose.invalid";
const notFound = "404 NotFound";

test.each(Object.entries(operations))("a key for %s does %j and nothing else", async (purpose, allowed) => {
  const key = await running.client.keys.create("orders", { purpose });
  const told = Object.entries(await codes(running.client, key));
  const refused = told.filter(([, code]) => code === purposeRefused).map(([operation]) => operation);
  expect(refused).toEqual(Object.keys(bodies).filter((operation) => !allowed.includes(operation)));
});

describe.each(Object.keys(operations))("a key for %s", (purpose) => {
  const expected = Object.fromEntries(
    Object.keys(bodies).map((operation) => [
      operation,
      operations[purpose]?.includes(operation) ? stateRefused : purposeRefused,
    ]),
  );

  test("is not used while it is stopped, and is used again after that", async () => {
    const { client } = running;
    const key = await client.keys.create("orders", { purpose });
    const before = await codes(client, key);
    await client.call("PUT", `${transit}/${key.id}/state`, { body: { state: "Stop" } });
    expect(await codes(client, key)).toEqual(expected);
    await client.call("PUT", `${transit}/${key.id}/state`, { body: { state: "Active" } });
    expect(await codes(client, key)).toEqual(before);
  });

  test("is not used while it waits for its deletion, and is not found after that", async () => {
    const { client } = running;
    const key = await client.keys.create("orders", { purpose });
    await client.call("DELETE", `${transit}/${key.id}`);
    expect(await codes(client, key)).toEqual(expected);
    await client.advance("P3D");
    expect(await codes(client, key)).toEqual(all(notFound));
  });

  test.each(["Creating", "Error"])("is not used in the state %s", async (state) => {
    const id = await file.run(async (client) => (await client.keys.create("orders", { purpose })).id);
    file.change("kms.keys", id, { state });
    await file.run(async (client) => {
      expect(await codes(client, { id })).toEqual(expected);
    });
  });
});

test("another account does not find a key, nor anybody the platform's own one", async () => {
  const { client } = running;
  const key = await client.keys.create("orders");
  const other = await client.newAccount();
  expect(await codes(other, key)).toEqual(all(notFound));
  other.close();
  const { keys } = bodyOf(await client.call("GET", "/v1/managed-kms/transit")) as { keys: [KeyRecord] };
  expect(await codes(client, keys[0])).toEqual(all(notFound));
});

test("the use of a key changes nothing that shows", async () => {
  const { client } = running;
  for (const [index, purpose] of Object.keys(operations).entries())
    await client.keys.create(`key${index}`, { purpose });
  const before = await client.state();
  for (const key of await client.keys.stored()) await codes(client, key);
  expect(await client.state()).toEqual(before);
});
