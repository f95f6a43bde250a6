import { createDecipheriv } from "node:crypto";

import { beforeEach, describe, expect, test } from "@jest/globals";

import type { EmulatorClient } from "../support/emulator-client";
import { usePluginFixture } from "../support/plugin-fixture";

// Values that a key makes: nothing but state keeps them.

const fixture = usePluginFixture();
let client: EmulatorClient;
let keyId: string;

beforeEach(async () => {
  ({ client } = fixture.emulator);
  keyId = (await client.keys.create(`key${String(Math.random()).slice(2)}`)).id;
});

const use = async (operation: string, body: object): Promise<Record<string, string>> =>
  (await client.call("POST", `/v1/kms/openapi/${operation}/${keyId}`, { body })).body as Record<string, string>;
const plaintextOf = async (ciphertext: unknown): Promise<string> =>
  Buffer.from((await use("decrypt", { ciphertext }))["plaintext"] ?? "", "base64").toString();
const rotate = (): Promise<unknown> => client.call("POST", `/v1/kms/transit/${keyId}/rotate`);
const sent = async (before: number): Promise<string[]> =>
  (await client.requests(before)).map(({ method, path }) => `${method} ${path.split("/").slice(-2, -1).join("")}`);
const last = async (): Promise<number> => (await client.requests()).at(-1)?.n ?? 0;

describe("a ciphertext", () => {
  const args = { plaintext: "größer: marker" };
  const stack = () => fixture.stack("KmsCiphertext");

  test("is made once, and nothing is asked for it later", async () => {
    const model = stack();
    await model.up({ ...args, keyId });
    expect(await plaintextOf(model.state?.outputs["ciphertext"])).toBe(args.plaintext);
    expect(model.state?.outputs).toMatchObject({ ciphertextVersion: 1 });
    expect(model.secrets).toContain("plaintext");
    const before = await last();
    expect(await model.refresh()).toEqual([]);
    expect(await model.up({ ...args, keyId })).toBe("same");
    await model.destroy();
    expect(await sent(before)).toEqual([]);
  });

  test("is encrypted again by the newest version where keyVersion says so, and only then", async () => {
    const model = stack();
    await model.up({ ...args, keyId, keyVersion: 1 });
    const first = model.state?.outputs["ciphertext"];
    await rotate();
    expect(await model.up({ ...args, keyId, keyVersion: 1 })).toBe("same");
    const before = await last();
    expect(await model.up({ ...args, keyId, keyVersion: 2 })).toBe("updated");
    expect(await sent(before)).toEqual(["POST rewrap"]);
    const { ciphertext, ciphertextVersion } = model.state?.outputs ?? {};
    expect(ciphertextVersion).toBe(2);
    expect(ciphertext).not.toBe(first);
    expect(await plaintextOf(ciphertext)).toBe(args.plaintext);
    // It is of that version already.
    expect(await model.up({ ...args, keyId })).toBe("updated");
    expect(await model.up({ ...args, keyId, keyVersion: 2 })).toBe("updated");
    expect(model.state?.outputs["ciphertext"]).toBe(ciphertext);
  });

  test("of a version that the key does not have is refused, and the one in state stays", async () => {
    const model = stack();
    await model.up({ ...args, keyId });
    const { ciphertext } = model.state?.outputs ?? {};
    await expect(model.up({ ...args, keyId, keyVersion: 5 })).rejects.toThrow(
      "keyVersion is 5, but the newest version of the key is 1: give the key's output currentVersion",
    );
    expect(model.state?.outputs["ciphertext"]).toBe(ciphertext);
  });

  test.each([
    ["plaintext", { plaintext: "another" }],
    ["keepers", { keepers: { day: "tuesday" } }],
  ])("is replaced by another one if %s changes", async (_, change) => {
    const model = stack();
    await model.up({ ...args, keyId, keepers: { day: "monday" } });
    const { ciphertext } = model.state?.outputs ?? {};
    expect(await model.up({ ...args, keyId, keepers: { day: "monday" }, ...change })).toBe("replaced");
    expect(model.state?.outputs["ciphertext"]).not.toBe(ciphertext);
  });

  test.each([
    ["keyId", { plaintext: "text" }, "is required"],
    ["plaintext", { keyId: "id" }, "is required"],
    ["keyVersion", { keyId: "id", plaintext: "text", keyVersion: 0 }, "must be 1 or more"],
    ["adopt", { keyId: "id", plaintext: "text", adopt: "id" }, "is no input of a ciphertext"],
  ])("with a wrong %s is refused before any request", async (_, wrong, reason) => {
    const before = await last();
    await expect(stack().up(wrong)).rejects.toThrow(reason);
    expect(await sent(before)).toEqual([]);
  });

  test("that cannot be made shows nothing of the text, also where the reply repeats it", async () => {
    const base64 = Buffer.from(args.plaintext).toString("base64");
    const detail = `${args.plaintext} ${base64}`;
    await client.addFault({ path: "encrypt", fault: { status: 400, body: { errors: [{ code: "Odd", detail }] } } });
    const failure = await stack()
      .up({ ...args, keyId })
      .catch((error: unknown) => String(error));
    expect(failure).toContain("cannot create the ciphertext");
    expect(failure).not.toContain("marker");
    expect(failure).not.toContain(base64);
  });

  test("whose reply is lost is asked for again", async () => {
    const model = stack();
    await client.addFault({ path: "encrypt", fault: { drop: "after" } });
    await model.up({ ...args, keyId });
    expect(await plaintextOf(model.state?.outputs["ciphertext"])).toBe(args.plaintext);
  });
});

describe("a data key", () => {
  const stack = () => fixture.stack("KmsDataKey");

  test("is kept in its wrapped form alone, unless the plain one is asked for", async () => {
    const model = stack();
    await model.up({ keyId });
    expect(model.state?.outputs).toMatchObject({ ciphertextVersion: 1 });
    expect(model.state?.outputs).not.toHaveProperty("plaintextBase64");
    expect(await model.up({ keyId, withPlaintext: true })).toBe("replaced");
    const { ciphertext, plaintextBase64 } = model.state?.outputs ?? {};
    expect(model.secrets).toContain("plaintextBase64");
    expect((await use("decrypt", { ciphertext }))["plaintext"]).toBe(plaintextBase64);
    const key = Buffer.from(String(plaintextBase64), "base64");
    expect(() => createDecipheriv("aes-256-gcm", key, Buffer.alloc(12))).not.toThrow();
  });

  test("stays the same in refreshes and ups", async () => {
    const model = stack();
    await model.up({ keyId, withPlaintext: true });
    const before = model.state?.outputs;
    expect(await model.refresh()).toEqual([]);
    expect(await model.up({ keyId, withPlaintext: true })).toBe("same");
    expect(model.state?.outputs).toEqual(before);
  });
});
