import { afterEach, describe, expect, jest, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import { EncryptedSecret } from "../../../provider/index";
import { settled, useRegistrations, valueOf } from "../../support/registrations";

const registered = useRegistrations(({ type }) =>
  type.endsWith(":RandomPassword")
    ? { password: pulumi.secret("generated") }
    : { versionId: "v2", previousVersionId: "v1" },
);

type Args = ConstructorParameters<typeof EncryptedSecret>[1];
const allowedCidrs = ["10.0.0.0/28"];

async function made(args: Args, options?: pulumi.ComponentResourceOptions): Promise<EncryptedSecret> {
  const component = new EncryptedSecret("db", args, options);
  await settled();
  return component;
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe("a secret with its key", () => {
  test("has a key of its own, generated members and the label of the version before", async () => {
    const secret = await made({
      value: { user: "orders" },
      generate: { password: { length: 40 }, token: {} },
      allowedCidrs,
      tags: { team: "orders" },
    });
    expect(registered.names).toEqual([
      "EncryptedSecret db",
      "KmsKey db-key",
      "RandomPassword db-password",
      "RandomPassword db-token",
      "Secret db",
    ]);
    expect(registered.inputsOf("KmsKey", "db-key")).toEqual({
      purpose: "aes-256",
      description: "Encrypts the secret db",
      rotation: { enabled: true },
      tags: { team: "orders" },
    });
    expect(registered.inputsOf("RandomPassword", "db-password")).toEqual({ length: 40 });
    expect(registered.inputsOf("Secret", "db")).toEqual({
      value: { user: "orders", password: "generated", token: "generated" },
      allowedCidrs,
      kmsKeyId: "id-of-db-key",
      restoreOnCreate: true,
      versionLabels: { fallback: "PREVIOUS" },
      tags: { team: "orders" },
    });
    expect(await valueOf(secret.secretId)).toBe("id-of-db");
    expect(await valueOf(secret.keyId)).toBe("id-of-db-key");
    expect(await valueOf(secret.previousVersionId)).toBe("v1");
    expect(await valueOf(secret.rotatesAt)).toBeUndefined();
    expect(Object.keys(secret.passwords)).toEqual(["password", "token"]);
  });

  test("leaves the key when it is destroyed, unless the program says otherwise", async () => {
    const isKept = (): unknown => registered.metaOf("KmsKey", "db-key")["retainOnDelete"];
    await made({ value: { user: "orders" }, allowedCidrs });
    expect(isKept()).toBe(true);
    await registered.start();
    await made({ value: { user: "orders" }, allowedCidrs, retainKey: false });
    expect(isKept()).toBeUndefined();
  });

  test("is protected as a whole, but for the passwords, which rotate", async () => {
    const isProtected = (resource: pulumi.Resource | undefined): unknown =>
      (resource as unknown as { readonly __protect?: boolean }).__protect;
    const generate = { password: {} };
    const { key, secret, passwords } = await made(
      { value: { user: "orders" }, generate, allowedCidrs },
      { protect: true },
    );
    expect([key, secret, passwords["password"]].map(isProtected)).toEqual([true, true, false]);
  });

  test("takes what the program says of its parts", async () => {
    await made({
      value: '{"user":"orders"}',
      allowedCidrs,
      key: { purpose: "rsa-2048", description: pulumi.output("mine"), tags: { team: "keys" }, adopt: "k1" },
      previousLabel: "blue",
      versionLabels: { green: "CURRENT" },
      restoreOnCreate: false,
      recoveryWindowInDays: 7,
      tags: { team: "orders" },
    });
    expect(registered.inputsOf("KmsKey", "db-key")).toMatchObject({
      purpose: "rsa-2048",
      description: "mine",
      tags: { team: "keys" },
      adopt: "k1",
    });
    expect(registered.inputsOf("Secret", "db")).toMatchObject({
      value: '{"user":"orders"}',
      versionLabels: { blue: "PREVIOUS", green: "CURRENT" },
      restoreOnCreate: false,
      recoveryWindowInDays: 7,
    });
  });

  test("uses a key that is there", async () => {
    const secret = await made({ value: { a: "1" }, allowedCidrs, kmsKeyId: pulumi.output("shared") });
    expect(registered.names).toEqual(["EncryptedSecret db", "Secret db"]);
    expect(registered.inputsOf("Secret", "db")).toMatchObject({ kmsKeyId: "shared" });
    expect(secret.key).toBeUndefined();
  });

  test("keeps secret what is secret", async () => {
    const secret = await made({ value: { user: "orders" }, generate: { password: {} }, allowedCidrs });
    expect(await pulumi.isSecret(secret.secret.value)).toBe(true);
    expect(await pulumi.isSecret(secret.secretId)).toBe(false);
    expect(await pulumi.isSecret(secret.keyId)).toBe(false);
  });

  test("has the type that children's URNs hold for good, by which it is known", async () => {
    const secret = await made({ value: { a: "1" }, allowedCidrs });
    const { isInstance } = EncryptedSecret;
    expect(EncryptedSecret.__pulumiType).toBe("pulumi-scp:index:EncryptedSecret");
    expect(await valueOf(secret.key?.urn ?? secret.urn)).toContain(
      "::pulumi-scp:index:EncryptedSecret$pulumi-nodejs:dynamic/scp:KmsKey::db-key",
    );
    expect([secret, secret.secret, undefined].map((value) => isInstance(value))).toEqual([true, false, false]);
  });
});

describe("a rotation", () => {
  const base = { generate: { password: {} }, allowedCidrs };
  const keepersAt = async (day: string, rotation: Args["rotation"]): Promise<unknown> => {
    await registered.start();
    jest.spyOn(Date, "now").mockReturnValue(Date.parse(day));
    const { rotatesAt } = await made({ ...base, ...(rotation && { rotation }) });
    return [registered.inputsOf("RandomPassword", "db-password")["keepers"], await valueOf(rotatesAt)];
  };

  test("by a trigger comes with each change of its text", async () => {
    expect(await keepersAt("2026-05-01", { trigger: "second" })).toEqual([{ trigger: "second" }, undefined]);
    expect(await keepersAt("2026-05-01", undefined)).toEqual([undefined, undefined]);
  });

  test("by a schedule comes with the first up of each period", async () => {
    const rotation = { everyDays: 30, startingOn: "2026-01-01" };
    const firstEnd = "2026-01-31T00:00:00.000Z";
    expect(await keepersAt("2025-12-01T00:00Z", rotation)).toEqual([{ period: "0" }, firstEnd]);
    expect(await keepersAt("2026-01-01T00:00Z", rotation)).toEqual([{ period: "0" }, firstEnd]);
    expect(await keepersAt("2026-01-30T23:59Z", rotation)).toEqual([{ period: "0" }, firstEnd]);
    expect(await keepersAt("2026-01-31T00:00Z", rotation)).toEqual([{ period: "1" }, "2026-03-02T00:00:00.000Z"]);
  });

  test("by both comes with either, and a schedule needs no first day", async () => {
    expect(await keepersAt("1970-01-10T12:00Z", { everyDays: 7, trigger: "t" })).toEqual([
      { period: "1", trigger: "t" },
      "1970-01-15T00:00:00.000Z",
    ]);
  });
});

describe("arguments that are wrong", () => {
  const one = { value: { a: "1" }, allowedCidrs };
  const later = pulumi.output("later");
  const wrong: readonly (readonly [args: object, message: string])[] = [
    [{}, "EncryptedSecret db: allowedCidrs is required; value or generate must be given"],
    [{ ...one, allowedCidrs: ["10.0.0.0/8"] }, "EncryptedSecret db: allowedCidrs: "],
    [{ ...one, allowedCidr: ["10.0.0.0/28"] }, "allowedCidr is no argument of it: did you mean allowedCidrs?"],
    [{ ...one, name: "a" }, "name: must be 3 to 63 characters of a-z, A-Z, 0-9, _ and -"],
    [{ ...one, value: {} }, "value: must be an object of 1 to 10 pairs of texts"],
    [{ ...one, value: { a: 1 } }, "value: a: must be a text"],
    [{ ...one, recoveryWindowInDays: 31 }, "recoveryWindowInDays: must be from 7 to 30 days"],
    [{ ...one, key: { purpos: "aes-256" } }, 'key: Unrecognized key: "purpos"'],
    [{ ...one, key: { name: "A" } }, "key: name: must be 3 to 63 characters of a-z and 0-9"],
    [{ ...one, key: later }, "key has to be known when the program runs"],
    [{ ...one, key: {}, kmsKeyId: "k" }, "kmsKeyId cannot be given together with key or retainKey"],
    [{ ...one, retainKey: false, kmsKeyId: "k" }, "kmsKeyId cannot be given together with key or retainKey"],
    [{ ...one, retainKey: "no" }, "retainKey: "],
    [{ ...one, rotation: { everyDays: 30 } }, "rotation needs generate"],
    [{ generate: { a: {} }, allowedCidrs, rotation: {} }, "rotation: give trigger, everyDays or both"],
    [{ generate: { a: {} }, allowedCidrs, rotation: { everyDays: 0 } }, "rotation: everyDays: must be from 1 to 3650"],
    [{ generate: { a: {} }, allowedCidrs, rotation: { everyDays: 1.5 } }, "everyDays: must be a whole number of days"],
    [
      { generate: { a: {} }, allowedCidrs, rotation: { everyDays: 1, startingOn: "May" } },
      "must be a day as YYYY-MM-DD",
    ],
    [
      { generate: { a: {} }, allowedCidrs, rotation: { trigger: "a", startingOn: "2026-01-01" } },
      "goes with everyDays",
    ],
    [{ generate: { a: {} }, allowedCidrs, rotation: { trigger: later } }, "rotation has to be known"],
    [{ generate: { a: { length: 4 } }, allowedCidrs }, "generate: a.length: must be from 5 to 1024"],
    [{ generate: { a: { keepers: {} } }, allowedCidrs }, 'generate: a: Unrecognized key: "keepers"'],
    [{ ...one, generate: { a: {} } }, "value has a as well as generate: give each member once"],
    [{ value: "{}", generate: { a: {} }, allowedCidrs }, "value: must be an object of 1 to 10 pairs"],
    [{ value: '{"b":"1"}', generate: { a: {} }, allowedCidrs }, "value must be an object together with generate"],
    [{ ...one, previousLabel: "" }, "previousLabel: must have 1 to 256 characters"],
    [{ ...one, versionLabels: { fallback: "CURRENT" } }, "previousLabel is a label of versionLabels as well: fallback"],
  ];

  test.each(wrong.map(([args, message]) => [message, args] as const))("%s", (message, args) => {
    expect(() => new EncryptedSecret("db", args as Args)).toThrow(message);
    expect(registered.all).toEqual([]);
  });

  test("are all named at once, and their values never", () => {
    const marker = "x".repeat(70_000);
    const args = { value: { a: marker }, allowedCidrs: [], nam: "a" };
    const attempt = (): unknown => new EncryptedSecret("db", args);
    expect(attempt).toThrow(/nam is no argument.*value: must be at most 64 KiB.*allowedCidrs: /);
    expect(attempt).not.toThrow(marker.slice(0, 100));
  });

  test("that are Outputs are left to the children's own check", async () => {
    await made({ value: pulumi.secret({ a: "1" }), allowedCidrs: pulumi.output([]), name: later });
    expect(registered.inputsOf("Secret", "db")).toMatchObject({ value: { a: "1" }, allowedCidrs: [], name: "later" });
  });
});
