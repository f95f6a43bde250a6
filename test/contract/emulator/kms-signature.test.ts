import { constants, createHmac, sign, type SigningOptions } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { refusalOf, type KeyRecord } from "../../support/emulator-client";
import { bodyOf } from "../../support/emulator-client/answer";
import { useEmulator } from "../../support/in-process-emulator";
import { hmacByCommand, isSignedBy } from "../../support/openssl";
import { useStateFile } from "../../support/state-file";

const running = useEmulator();
const file = useStateFile();
const data = Buffer.from("test input");
const input = data.toString("base64");
const otherInput = Buffer.from("test inpuT").toString("base64");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "signature-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Made {
  readonly signature: string;
  readonly hmac: string;
  readonly key_version?: number;
}

const use = (operation: string, key: KeyRecord, body: Readonly<Record<string, unknown>>) =>
  running.client.keys.use(operation, key, body);
const make = async (operation: string, key: KeyRecord) => bodyOf(await use(operation, key, { input })) as Made;
const bytesOf = (text: string): Buffer => Buffer.from(text.split(":")[2] ?? "", "base64");

/** As text, with the last byte changed. */
function changed(text: string): string {
  const bytes = bytesOf(text);
  const last = bytes.length - 1;
  bytes[last] = (bytes[last] ?? 0) ^ 1;
  return `${text.slice(0, text.lastIndexOf(":"))}:${bytes.toString("base64")}`;
}

describe.each(["rsa-2048", "ecdsa-p256"])("a signature by a key for %s", (purpose) => {
  const isRsa = purpose === "rsa-2048";

  test("is one of the public key that the state shows for its version, for openssl and for the service", async () => {
    const { client } = running;
    const key = await client.keys.create("signer", { purpose });
    const first = await make("sign", key);
    await client.keys.rotate(key);
    const second = await make("sign", key);
    expect([first.key_version, second.key_version]).toEqual([1, 2]);
    expect([first, second].map(({ signature }) => signature.slice(0, 9))).toEqual(["vault:v1:", "vault:v2:"]);
    const { publicKeys } = await client.keys.only();
    const isSigned = (version: string, text: string, signed = data): boolean =>
      isSignedBy(folder, publicKeys?.[version] ?? "", signed, bytesOf(text), isRsa);
    expect(isSigned("1", first.signature)).toBe(true);
    expect(isSigned("2", second.signature)).toBe(true);
    expect(isSigned("2", first.signature)).toBe(false);
    expect(isSigned("1", first.signature, Buffer.from("other"))).toBe(false);
    for (const { signature } of [first, second]) {
      expect((await use("verify", key, { input, signature })).body).toEqual({ valid: true });
    }
  });

  test("is not valid where a byte of it, its version, its key or the input is another one", async () => {
    const { client } = running;
    const key = await client.keys.create("signer", { purpose });
    const { signature } = await make("sign", key);
    await client.keys.rotate(key);
    const other = await client.keys.create("other", { purpose });
    for (const body of [
      { input, signature: changed(signature) },
      { input, signature: signature.replace("v1", "v2") },
      { input, signature: (await make("sign", other)).signature },
      { input: otherInput, signature },
      { input: "", signature },
      { input, signature: "vault:v1:YQ==" },
    ]) {
      const answer = await use("verify", key, body);
      expect({ body, status: answer.status, answer: answer.body }).toEqual({
        body,
        status: 200,
        answer: { valid: false },
      });
    }
  });

  test("is refused where it is no signature, or of a version that the key does not have", async () => {
    const key = await running.client.keys.create("signer", { purpose });
    const { signature } = await make("sign", key);
    for (const text of ["", signature.slice(9), signature.replace("v1", "v2"), "vault:v1:a"]) {
      const refusal = refusalOf(await use("verify", key, { input, signature: text }));
      expect(refusal).toMatchObject({ status: 400, code: "scp-security.kms.signature.invalid" });
    }
  });
});

test("a signature of PSS with another salt than the longest is valid, and one of PKCS#1 1.5 is not", async () => {
  await file.run(async (client) => {
    const key = await client.keys.create("signer", { purpose: "rsa-2048" });
    await client.state();
    const [material] = file.records("kms.key-materials");
    const privateKey = String(material?.["privateKey"]);
    const valid = async (options: SigningOptions) => {
      const signature = `vault:v1:${sign("sha256", data, { key: privateKey, ...options }).toString("base64")}`;
      return (await client.keys.use("verify", key, { input, signature })).body;
    };
    expect(await valid({ padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 })).toEqual({ valid: true });
    expect(await valid({ padding: constants.RSA_PKCS1_PADDING })).toEqual({ valid: false });
  });
});

describe("an HMAC", () => {
  test("is that of Node and openssl with the key that is stored, also of a version from before a restart", async () => {
    const [key, hmac] = await file.run(async (client) => {
      const created = await client.keys.create("orders", { purpose: "hmac-sha256" });
      return [created, (bodyOf(await client.keys.use("hmac", created, { input })) as Made).hmac];
    });
    const [material] = file.records("kms.key-materials");
    const secret = Buffer.from(String(material?.["secret"]), "base64");
    expect(secret).toHaveLength(32);
    expect(hmac).toBe(`vault:v1:${createHmac("sha256", secret).update(data).digest("base64")}`);
    expect(bytesOf(hmac).toString("hex")).toBe(hmacByCommand(secret, data));
    await file.run(async (client) => {
      await client.keys.rotate(key);
      expect((await client.keys.use("hmac/verify", key, { input, hmac })).body).toEqual({ valid: true });
    });
  });

  test("names its version, is always the same, and is valid after rotations", async () => {
    const { client } = running;
    const key = await client.keys.create("orders", { purpose: "hmac-sha256" });
    const first = await make("hmac", key);
    expect(await make("hmac", key)).toEqual(first);
    await client.keys.rotate(key);
    const second = await make("hmac", key);
    expect(second.hmac).toMatch(/^vault:v2:/);
    for (const { hmac } of [first, second]) {
      expect((await use("hmac/verify", key, { input, hmac })).body).toEqual({ valid: true });
    }
  });

  test("is not valid where a byte of it, its version, its key or the input is another one", async () => {
    const { client } = running;
    const key = await client.keys.create("orders", { purpose: "hmac-sha256" });
    const { hmac } = await make("hmac", key);
    await client.keys.rotate(key);
    const other = await client.keys.create("other", { purpose: "hmac-sha256" });
    for (const body of [
      { input, hmac: changed(hmac) },
      { input, hmac: hmac.replace("v1", "v2") },
      { input, hmac: (await make("hmac", other)).hmac },
      { input: otherInput, hmac },
      { input, hmac: "vault:v1:YQ==" },
    ]) {
      expect((await use("hmac/verify", key, body)).body).toEqual({ valid: false });
    }
    for (const text of ["", hmac.slice(9), hmac.replace("v1", "v3")]) {
      const refusal = refusalOf(await use("hmac/verify", key, { input, hmac: text }));
      expect(refusal).toMatchObject({ status: 400, code: "scp-security.kms.hmac.invalid" });
    }
  });
});
