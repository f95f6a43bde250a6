import { beforeEach, describe, expect, test } from "@jest/globals";

import {
  getManagedKmsKey,
  isKmsKeyNameTaken,
  kmsDataKey,
  kmsDecrypt,
  kmsEncrypt,
  kmsHmac,
  kmsRewrap,
  kmsSign,
  kmsVerify,
  kmsVerifyHmac,
  listKmsKeyUsers,
  listManagedKmsKeys,
} from "../../../provider/index";
import { useEmulator } from "../../support/in-process-emulator";
import { useProgram } from "../../support/program";

const running = useEmulator();
useProgram(() => running.emulator);

let keyId: string;
const newKey = async (name: string, purpose: string): Promise<string> =>
  (await running.client.keys.create(name, { purpose })).id;
const rotate = (id: string): Promise<unknown> => running.client.call("POST", `/v1/kms/transit/${id}/rotate`);

beforeEach(async () => {
  keyId = await newKey("orders", "aes-256");
});

describe("encryption", () => {
  test("of a text comes back as the text, after a rotation too", async () => {
    const plaintext = "größer 漢字 \u{1f511}\r\n";
    const { ciphertext, keyVersion } = await kmsEncrypt({ keyId, plaintext });
    expect(ciphertext).toMatch(/^vault:v1:/);
    expect(keyVersion).toBe(1);
    await rotate(keyId);
    const bytes = new TextEncoder().encode(plaintext);
    expect(await kmsDecrypt({ keyId, ciphertext })).toEqual({ plaintext, plaintextBytes: bytes });
    const rewrapped = await kmsRewrap({ keyId, ciphertext });
    expect(rewrapped.ciphertext).toMatch(/^vault:v2:/);
    expect(rewrapped.keyVersion).toBe(2);
    expect((await kmsDecrypt({ keyId, ciphertext: rewrapped.ciphertext })).plaintext).toBe(plaintext);
  });

  test.each([
    ["an empty text", "", Uint8Array.from([])],
    ["bytes that are no text", Uint8Array.from([0xff, 0xfe, 0, 1]), Uint8Array.from([0xff, 0xfe, 0, 1])],
    ["a Buffer", Buffer.from("text"), new TextEncoder().encode("text")],
    ["a text that looks like base64", "dGV4dA==", new TextEncoder().encode("dGV4dA==")],
    ["a mark of byte order", "\ufefftext", new TextEncoder().encode("\ufefftext")],
  ])("of %s changes nothing of it", async (_, plaintext, bytes) => {
    const { ciphertext } = await kmsEncrypt({ keyId, plaintext });
    expect((await kmsDecrypt({ keyId, ciphertext, as: "bytes" })).plaintextBytes).toEqual(bytes);
  });

  test("of bytes is not given as a text that they are not", async () => {
    const { ciphertext } = await kmsEncrypt({ keyId, plaintext: Uint8Array.from([0xff]) });
    await expect(kmsDecrypt({ keyId, ciphertext })).rejects.toThrow(
      'kmsDecrypt: the plaintext is no text in UTF-8: use as: "bytes", and read plaintextBytes',
    );
  });

  test.each<[string, object, string]>([
    ["no key", { plaintext: "text" }, "keyId is required"],
    ["a number", { keyId: "id", plaintext: 5 }, "plaintext: must be a text or bytes (a Uint8Array)"],
    ["no plaintext", { keyId: "id" }, "plaintext is required"],
  ])("with %s is refused before any request", async (_, args, reason) => {
    const before = (await running.client.requests()).length;
    await expect(kmsEncrypt(args as { keyId: string; plaintext: string })).rejects.toThrow(`kmsEncrypt: ${reason}`);
    expect(await running.client.requests()).toHaveLength(before);
  });

  test("that fails shows nothing of the text, in no form, also where the reply repeats it", async () => {
    const plaintext = "marker-of-a-secret-text";
    const base64 = Buffer.from(plaintext).toString("base64");
    const detail = `${plaintext} ${base64} ${encodeURIComponent(base64)}`;
    await running.client.addFault({
      path: "encrypt",
      fault: { status: 400, body: { errors: [{ code: "Odd", detail }] } },
    });
    const failure = await kmsEncrypt({ keyId, plaintext }).catch((error: unknown) => String(error));
    expect(failure).toContain("kmsEncrypt: cannot use the KMS key: POST kms");
    expect(failure).toContain("Odd");
    expect(failure).not.toContain("marker");
    expect(failure).not.toContain(base64);
  });
});

describe("a data key", () => {
  test("is plain only where that is asked for, and is what its ciphertext holds", async () => {
    expect((await kmsDataKey({ keyId })).plaintextBytes).toBeUndefined();
    const { ciphertext, plaintextBytes } = await kmsDataKey({ keyId, withPlaintext: true });
    expect(plaintextBytes).toHaveLength(32);
    expect((await kmsDecrypt({ keyId, ciphertext, as: "bytes" })).plaintextBytes).toEqual(plaintextBytes);
  });
});

describe("a signature and an HMAC", () => {
  test.each(["rsa-2048", "ecdsa-p256"])(
    "of a key for %s is known again, and no other input has it",
    async (purpose) => {
      const signer = await newKey("signer", purpose);
      const { signature, keyVersion } = await kmsSign({ keyId: signer, input: "order 42" });
      expect(keyVersion).toBe(1);
      expect(await kmsVerify({ keyId: signer, input: "order 42", signature })).toBe(true);
      expect(await kmsVerify({ keyId: signer, input: "order 43", signature })).toBe(false);
    },
  );

  test("of a key for HMACs is known again, and no other input has it", async () => {
    const maker = await newKey("maker", "hmac-sha256");
    const { hmac } = await kmsHmac({ keyId: maker, input: "order 42" });
    expect(await kmsVerifyHmac({ keyId: maker, input: new TextEncoder().encode("order 42"), hmac })).toBe(true);
    expect(await kmsVerifyHmac({ keyId: maker, input: "order 43", hmac })).toBe(false);
  });

  test("without a verdict is an error, and counts neither as good nor as bad", async () => {
    await running.client.addFault({ path: "verify", fault: { status: 200, body: { valid: null } } });
    await expect(kmsVerify({ keyId, input: "a", signature: "vault:v1:AA==" })).rejects.toThrow("kmsVerify: ");
  });
});

describe("what is known of keys", () => {
  test("is whether a name is taken, also by a key that waits for its deletion", async () => {
    expect(await isKmsKeyNameTaken({ name: "orders" })).toBe(true);
    expect(await isKmsKeyNameTaken({ name: "others" })).toBe(false);
    await running.client.call("DELETE", `/v1/kms/transit/${keyId}`);
    expect(await isKmsKeyNameTaken({ name: "orders" })).toBe(true);
  });

  test("is what uses one", async () => {
    expect(await listKmsKeyUsers({ keyId })).toEqual([]);
    const { id } = await running.client.secrets.create("password", keyId);
    expect(await listKmsKeyUsers({ keyId })).toEqual([expect.objectContaining({ id })]);
  });

  test("is what the platform manages", async () => {
    const [managed] = await listManagedKmsKeys();
    expect(managed).toMatchObject({ managedType: "scp", state: "Active" });
    expect(await getManagedKmsKey({ id: managed?.id ?? "" })).toMatchObject({ name: managed?.name });
    expect(await getManagedKmsKey({ name: managed?.name ?? "" })).toMatchObject({ id: managed?.id });
  });
});
