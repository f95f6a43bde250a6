import { describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import {
  getKmsKey,
  getKmsKeyOutput,
  kmsDecryptOutput,
  kmsEncrypt,
  kmsEncryptOutput,
  kmsVerifyHmacOutput,
  listKmsKeys,
  listKmsKeysOutput,
  ScpProvider,
} from "../../../provider/index";
import { useEmulator } from "../../support/in-process-emulator";
import { seen, startProgram, useProgram } from "../../support/program";

const running = useEmulator();
useProgram(() => running.emulator);

class Thing extends pulumi.CustomResource {}
class OtherProvider extends pulumi.ProviderResource {}

const newKey = (name: string): Promise<{ id: string }> => running.client.keys.create(name);
const later = <T>(value: T): pulumi.Output<T> => pulumi.output(Promise.resolve(value)) as pulumi.Output<T>;
const unknown = <T>(): pulumi.Output<T> => pulumi.output(pulumi.unknown) as pulumi.Output<T>;
const sent = async (): Promise<string[]> =>
  (await running.client.requests()).map(({ method, path }) => `${method} ${path}`);

describe("the promise form", () => {
  test("gives plain values", async () => {
    const { id } = await newKey("orders");
    expect(await getKmsKey({ id })).toMatchObject({ id, name: "orders", purpose: "aes-256", currentVersion: 1 });
    expect(await getKmsKey({ name: "orders" })).toMatchObject({ id });
  });

  test("says what an object is called that is not there, and where it was looked for", async () => {
    await expect(getKmsKey({ name: "orders" })).rejects.toThrow(
      'getKmsKey: there is no KMS key with the name "orders"',
    );
    await expect(getKmsKey({ id: "0".repeat(32) })).rejects.toThrow(
      /^getKmsKey: cannot read the KMS key: GET kms \/v1\/kms\/transit\/0{32}: HTTP 404 NotFound/,
    );
  });

  test.each<[string, object, string]>([
    ["no argument at all", {}, "give exactly one of id and name"],
    ["two ways to one object", { id: "a", name: "b" }, "give exactly one of id and name"],
    ["an empty id", { id: "" }, "id: must be the id of a KMS key, not an empty text"],
    ["a number", { id: 5 }, "id: must be the id of a KMS key"],
    ["a mistyped argument", { nam: "orders" }, "nam is no argument of it: did you mean name?"],
    ["no value", { name: null }, "give exactly one of id and name"],
    ["the text of an Output", { id: "Calling [toString] on an [Output<T>] is not supported." }, "id: "],
  ])("refuses %s before any request", async (_, args, reason) => {
    await expect(getKmsKey(args)).rejects.toThrow(`getKmsKey: ${reason}`);
    expect(await sent()).toEqual([]);
  });

  test("fails with the line of the program that called it, and no other", async () => {
    const failures = [getKmsKey({}), listKmsKeys({ nme: "a" } as object), (async () => listKmsKeys({ name: "" }))()];
    for (const failure of await Promise.allSettled(failures)) {
      const { stack = "" } = (failure as PromiseRejectedResult).reason as Error;
      expect(stack).toMatch(/^Error: (getKmsKey|listKmsKeys): /);
      expect(stack).toMatch(/forms\.test\.ts/);
      expect(stack).not.toMatch(/provider\/(program|invoke|calls)/);
    }
  });

  test("refuses an Output, and names the form that takes one", async () => {
    const args = { id: later("id") } as unknown as { id: string };
    await expect(getKmsKey(args)).rejects.toThrow("getKmsKey: id must be plain values: call getKmsKeyOutput");
  });

  test("gives unknown values in a preview where another call gave others, and checks the arguments even so", async () => {
    await startProgram(true);
    const { ciphertext } = await kmsEncrypt({ keyId: "id", plaintext: "text" });
    expect(pulumi.isUnknown(ciphertext)).toBe(true);
    await expect(kmsEncrypt({ keyId: "", plaintext: "text" })).rejects.toThrow("kmsEncrypt: keyId: must be");
    expect(await sent()).toEqual([]);
  });
});

describe("a list", () => {
  test("is an array where it is awaited", async () => {
    for (const name of ["one", "two", "three"]) await newKey(name);
    const names = (await listKmsKeys()).map(({ name }) => name);
    expect(names.sort()).toEqual(["one", "three", "two"]);
    expect((await listKmsKeys({ name: "two" })).map(({ name }) => name)).toEqual(["two"]);
    const length = pulumi.output(listKmsKeys()).apply((all) => all.length);
    expect(await seen(length)).toMatchObject({ value: 3 });
  });

  test("asks for a page only when the loop comes to it", async () => {
    const names = Array.from({ length: 1001 }, (_, number) => `key${String(number)}`);
    await Promise.all(names.map(newKey));
    const pages = async (): Promise<number> => (await sent()).filter((line) => line === "GET /v1/kms/transit").length;
    for await (const { name } of listKmsKeys()) {
      expect(name).toMatch(/^key/);
      break;
    }
    expect(await pages()).toBe(1);
    expect(await listKmsKeys()).toHaveLength(1001);
    expect(await pages()).toBe(3);
  });

  test("asks for nothing that nobody reads", async () => {
    void listKmsKeys();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await sent()).toEqual([]);
  });

  test("fails where it is read, in both ways", async () => {
    await running.client.addFault({
      path: "/v1/kms/transit",
      times: 0,
      fault: { status: 403, body: { errors: [{ code: "Denied" }] } },
    });
    await expect(listKmsKeys()).rejects.toThrow(
      "listKmsKeys: cannot list the KMS keys: GET kms /v1/kms/transit: HTTP 403",
    );
    const loop = async (): Promise<void> => {
      for await (const { name } of listKmsKeys()) expect(name).toBe("");
    };
    await expect(loop()).rejects.toThrow("listKmsKeys: cannot list the KMS keys");
  });
});

describe("the Output form", () => {
  test("takes Outputs and gives one, which is no secret by itself", async () => {
    const { id } = await newKey("orders");
    expect(await seen(getKmsKeyOutput({ id: later(id) }).name)).toEqual({
      value: "orders",
      isKnown: true,
      isSecret: false,
    });
    const all = listKmsKeysOutput().apply((keys) => keys.map(({ name }) => name));
    expect(await seen(all)).toEqual({ value: ["orders"], isKnown: true, isSecret: false });
  });

  test("gives a secret for a secret", async () => {
    const { id } = await newKey("orders");
    expect(await seen(getKmsKeyOutput({ id: pulumi.secret(id) }))).toMatchObject({ isSecret: true });
  });

  test("gives what is secret by nature as a secret", async () => {
    const { id } = await newKey("orders");
    const { ciphertext } = kmsEncryptOutput({ keyId: id, plaintext: "the text" });
    expect(await seen(ciphertext)).toMatchObject({ isKnown: true, isSecret: false });
    expect(await seen(kmsDecryptOutput({ keyId: id, ciphertext }).plaintext)).toEqual({
      value: "the text",
      isKnown: true,
      isSecret: true,
    });
  });

  test("is not called while an argument is unknown, or a resource that it depends on is not made", async () => {
    await startProgram(true);
    const { id } = await newKey("orders");
    const before = (await sent()).length;
    expect(await seen(getKmsKeyOutput({ id: unknown<string>() }))).toMatchObject({ isKnown: false });
    const made = new Thing("test:index:New", "made");
    expect(await seen(getKmsKeyOutput({ id }, { dependsOn: [made] }))).toMatchObject({ isKnown: false });
    expect((await sent()).slice(before)).toEqual([]);
    const there = new Thing("test:index:Old", "there");
    expect(await seen(getKmsKeyOutput({ id }, { dependsOn: there }).name)).toMatchObject({ value: "orders" });
  });

  test("is not called for what a resource that is not there yet will be called", async () => {
    await newKey("orders");
    await startProgram(true);
    const before = (await sent()).length;
    const made = new Thing("test:index:New", "made");
    expect(await seen(getKmsKeyOutput({ name: made.urn.apply(() => "orders") }))).toMatchObject({ isKnown: false });
    expect(await seen(listKmsKeysOutput({ name: made.urn.apply(() => "orders") }))).toMatchObject({ isKnown: false });
    expect((await sent()).slice(before)).toEqual([]);
    const there = new Thing("test:index:Old", "there");
    const { name } = getKmsKeyOutput({ name: there.urn.apply(() => "orders") });
    expect(await seen(name)).toMatchObject({ value: "orders", isKnown: true });
  });

  test("is not called in a preview where another call gave another result; one that only reads is", async () => {
    const { id } = await newKey("orders");
    await startProgram(true);
    const before = (await sent()).length;
    expect(await seen(kmsEncryptOutput({ keyId: id, plaintext: pulumi.secret("text") }).ciphertext)).toEqual({
      value: undefined,
      isKnown: false,
      isSecret: true,
    });
    expect((await sent()).slice(before)).toEqual([]);
    const hmacKey = (await running.client.keys.create("hmac", { purpose: "hmac-sha256" })).id;
    const verdict = kmsVerifyHmacOutput({ keyId: hmacKey, input: "text", hmac: `vault:v1:${"A".repeat(43)}=` });
    expect(await seen(verdict)).toMatchObject({ value: false, isKnown: true });
  });

  test("takes bytes that came through an Output", async () => {
    const { id } = await newKey("orders");
    const bytes = Uint8Array.from([0, 255, 128, 10]);
    const { ciphertext } = kmsEncryptOutput({ keyId: id, plaintext: later(bytes) });
    const { plaintextBytes } = kmsDecryptOutput({ keyId: id, ciphertext, as: "bytes" });
    expect((await seen(plaintextBytes as unknown as pulumi.Output<unknown>)).value).toEqual(bytes);
  });
});

describe("the account", () => {
  const other = async (): Promise<ScpProvider> => {
    const { url, accessKey, secretKey } = (await running.client.newAccount()).address;
    return new ScpProvider("other", { scp: { endpoint: url, accessKey, secretKey } });
  };

  test("is the stack's, or that of the provider that is given or comes from the parent", async () => {
    await newKey("orders");
    const provider = await other();
    const parent = new pulumi.ComponentResource("test:index:Team", "team", {}, { provider });
    expect(await listKmsKeys()).toHaveLength(1);
    expect(await listKmsKeys({}, { provider })).toEqual([]);
    expect(await listKmsKeys({}, { parent })).toEqual([]);
    const byProvider = await seen(listKmsKeysOutput({}, { provider }));
    expect(byProvider).toEqual({ value: [], isKnown: true, isSecret: false });
  });

  test("is never guessed where the provider is another package's", async () => {
    const provider = new OtherProvider("aws", "east");
    await expect(getKmsKey({ id: "id" }, { provider })).rejects.toThrow(
      "getKmsKey: the option provider must be a ScpProvider",
    );
  });

  test("needs credentials", async () => {
    pulumi.runtime.setAllConfig({ "scp:endpoint": running.emulator.url, "scp:accessKey": "only-half" });
    await expect(getKmsKey({ id: "id" })).rejects.toThrow(/getKmsKey: .*scp:secretKey/);
  });
});
