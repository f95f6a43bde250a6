import { privateDecrypt } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { refusalOf, type KeyRecord } from "../../support/emulator-client";
import { bodyOf } from "../../support/emulator-client/answer";
import { useEmulator } from "../../support/in-process-emulator";
import { useStateFile } from "../../support/state-file";

const running = useEmulator();
const file = useStateFile();
const plaintext = Buffer.from("the quick brown fox\n").toString("base64");

interface Encrypted {
  readonly ciphertext: string;
  readonly key_version: number;
  readonly plaintext?: string | null;
}

const create = (purpose: string) => running.client.keys.create("orders", { purpose });
const decrypt = (key: KeyRecord, ciphertext: string) => running.client.keys.use("decrypt", key, { ciphertext });

async function encrypt(key: KeyRecord, text = plaintext): Promise<Encrypted> {
  return bodyOf(await running.client.keys.use("encrypt", key, { plaintext: text })) as Encrypted;
}

/** As text, with one byte of what follows the version changed. */
function changed(text: string, index: number): string {
  const [vault = "", version = "", base64 = ""] = text.split(":");
  const bytes = Buffer.from(base64, "base64");
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  return `${vault}:${version}:${bytes.toString("base64")}`;
}

describe.each(["aes-256", "rsa-2048"])("a key for %s", (purpose) => {
  test("decrypts what it has encrypted, and never encrypts it the same way twice", async () => {
    const key = await create(purpose);
    const [one, other] = [await encrypt(key), await encrypt(key)];
    expect([one.key_version, one.ciphertext.slice(0, 9)]).toEqual([1, "vault:v1:"]);
    expect(one.ciphertext).not.toBe(other.ciphertext);
    for (const { ciphertext } of [one, other]) expect((await decrypt(key, ciphertext)).body).toEqual({ plaintext });
  });

  test("encrypts an empty text", async () => {
    const key = await create(purpose);
    expect((await decrypt(key, (await encrypt(key, "")).ciphertext)).body).toEqual({ plaintext: "" });
  });

  test("decrypts after ten rotations what its first version has encrypted, and rewraps it", async () => {
    const { client } = running;
    const key = await create(purpose);
    const first = await encrypt(key);
    for (let rotation = 1; rotation <= 10; rotation += 1) await client.keys.rotate(key);
    expect((await decrypt(key, first.ciphertext)).body).toEqual({ plaintext });
    const { ciphertext } = first;
    const rewrapped = bodyOf(await client.keys.use("rewrap", key, { ciphertext })) as Encrypted;
    expect([rewrapped.key_version, rewrapped.ciphertext.slice(0, 10)]).toEqual([11, "vault:v11:"]);
    expect((await decrypt(key, rewrapped.ciphertext)).body).toEqual({ plaintext });
    expect((await encrypt(key)).key_version).toBe(11);
  });

  test("refuses a ciphertext with a changed byte, of another version and of another key", async () => {
    const { client } = running;
    const key = await create(purpose);
    const { ciphertext } = await encrypt(key);
    await client.keys.rotate(key);
    const other = await client.keys.create("other", { purpose });
    const length = Buffer.from(ciphertext.slice(9), "base64").length;
    const broken = [0, 5, 12, 20, length - 16, length - 1].map((index) => changed(ciphertext, index));
    for (const text of [...broken, ciphertext.replace("v1", "v2"), (await encrypt(other)).ciphertext]) {
      for (const operation of ["decrypt", "rewrap"]) {
        const refusal = refusalOf(await client.keys.use(operation, key, { ciphertext: text }));
        expect(refusal).toEqual({
          status: 400,
          code: "scp-security.kms.ciphertext.invalid",
          details: ["The ciphertext was changed, or another key has made it."],
        });
      }
    }
  });

  test("makes data keys of 32 bytes that it decrypts, in clear where that is asked for", async () => {
    const { client } = running;
    const key = await create(purpose);
    await client.keys.rotate(key);
    const make = async (key_type: string) => bodyOf(await client.keys.use("datakey", key, { key_type })) as Encrypted;
    const [one, other, wrapped] = [await make("plaintext"), await make("plaintext"), await make("wrapped")];
    expect([one.key_version, other.key_version, wrapped.key_version]).toEqual([2, 2, 2]);
    expect(Buffer.from(one.plaintext ?? "", "base64")).toHaveLength(32);
    expect(one.plaintext).not.toBe(other.plaintext);
    expect((await decrypt(key, one.ciphertext)).body).toEqual({ plaintext: one.plaintext });
    expect(wrapped.plaintext).toBeNull();
    const { plaintext: hidden } = bodyOf(await decrypt(key, wrapped.ciphertext)) as { plaintext: string };
    expect(Buffer.from(hidden, "base64")).toHaveLength(32);
  });

  test("refuses what is no ciphertext, and one of a version that it does not have", async () => {
    const key = await create(purpose);
    const { ciphertext } = await encrypt(key);
    const base64 = ciphertext.slice(9);
    const refused = { status: 400, code: "scp-security.kms.ciphertext.invalid" };
    for (const text of [
      "",
      base64,
      "vault:v1:",
      `vault:v0:${base64}`,
      `vault:v01:${base64}`,
      `vault:1:${base64}`,
      `vault:v1:${base64}\n`,
      ` ${ciphertext}`,
      `vault:v1:${base64.slice(0, -1)}`,
      `Vault:v1:${base64}`,
      "vault:v1:YQ==",
      `vault:v2:${base64}`,
      `vault:v99999999999999999999:${base64}`,
    ]) {
      expect({ text, ...refusalOf(await decrypt(key, text)) }).toMatchObject({ text, ...refused });
    }
  });
});

test("a ciphertext whose version is not kept any more is refused", async () => {
  const key = await running.client.keys.create("orders", { auto_rotate: "Y", rotate_cycle: 1 });
  const { ciphertext } = await encrypt(key);
  await running.client.advance("P99D");
  expect((await decrypt(key, ciphertext)).status).toBe(200);
  await running.client.advance("P1D");
  expect(refusalOf(await decrypt(key, ciphertext))).toEqual({
    status: 400,
    code: "scp-security.kms.ciphertext.invalid",
    details: ["The key has no version 1."],
  });
});

test("an RSA key encrypts 190 bytes and no more, an AES key a mebibyte", async () => {
  const { client } = running;
  const [rsa, aes] = [await create("rsa-2048"), await client.keys.create("aes")];
  const bytes = (length: number): string => Buffer.alloc(length, 7).toString("base64");
  expect((await decrypt(rsa, (await encrypt(rsa, bytes(190))).ciphertext)).body).toEqual({ plaintext: bytes(190) });
  const refusal = refusalOf(await client.keys.use("encrypt", rsa, { plaintext: bytes(191) }));
  expect(refusal).toMatchObject({ status: 400, code: "scp-security.kms.plaintext.invalid" });
  expect((await decrypt(aes, (await encrypt(aes, bytes(1 << 20))).ciphertext)).body).toEqual({
    plaintext: bytes(1 << 20),
  });
});

test("an RSA key's ciphertext is that of OAEP with SHA-256, and is decrypted after a restart", async () => {
  const [key, made] = await file.run(async (client) => {
    const created = await client.keys.create("orders", { purpose: "rsa-2048" });
    return [created, bodyOf(await client.keys.use("encrypt", created, { plaintext })) as Encrypted];
  });
  const [material] = file.records("kms.key-materials");
  const options = { key: String(material?.["privateKey"]), oaepHash: "sha256" };
  const bytes = Buffer.from(made.ciphertext.slice(9), "base64");
  expect(privateDecrypt(options, bytes).toString("base64")).toBe(plaintext);
  const { ciphertext } = made;
  await file.run(async (client) => {
    expect((await client.keys.use("decrypt", key, { ciphertext })).body).toEqual({ plaintext });
  });
});
