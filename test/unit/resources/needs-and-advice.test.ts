import { describe, expect, test } from "@jest/globals";
import { z } from "zod";

import { behaviourOf } from "../../../provider/lifecycle/definition/behaviour";
import type { Context } from "../../../provider/lifecycle/definition/context";
import { unknown } from "../../../provider/lifecycle/values/unknown";
import { certificate } from "../../../provider/resources/scp/certificatemanager/certificate";
import { warnOfDeletion } from "../../../provider/resources/scp/kms/key-deletion";
import { kmsKey } from "../../../provider/resources/scp/kms/kms-key";
import { secret } from "../../../provider/resources/scp/secretsmanager/secret";
import { secretVault } from "../../../provider/resources/scp/secretvault/secret-vault";
import { check, diff } from "../../support/by-properties";

interface Account {
  /** What the service lists as users of the key. */
  readonly users?: readonly string[];
  /** Ids of the keys that secrets are encrypted with. */
  readonly encrypting?: readonly string[];
  /** States of keys by their ids. */
  readonly keys?: Readonly<Record<string, string>>;
}

/** What a kind's functions see of an account. */
function contextOf({ users = [], encrypting = [], keys = {} }: Account): Context {
  const secrets = encrypting.map((kmsKeyId) => ({ name: `under-${kmsKeyId}`, kmsKeyId }));
  const listed = users.map((name) => ({ id: undefined, name }));
  const showKey = (id: string): Promise<object> => {
    const state = keys[id];
    return state === undefined
      ? Promise.reject(new Error("not found"))
      : Promise.resolve({ id, name: `name-${id}`, state });
  };
  return {
    scp: {
      kms: { listUsers: () => Promise.resolve(listed), showKey },
      secrets: { listSecrets: () => Promise.resolve(secrets) },
    },
    shared: <T>(_: string, ask: () => Promise<T>) => ask(),
  } as unknown as Context;
}

test.each([
  ["nothing", {}, false],
  ["a secret under another key", { encrypting: ["other"] }, false],
  ["a secret", { encrypting: ["other", "key"] }, true],
  ["a user that the service lists", { users: ["somebody"] }, true],
])("a key is needed by whatever uses it: %s", async (_, account, isNeeded) => {
  expect(await behaviourOf(kmsKey).neededFirst?.isNeeded?.(contextOf(account), "key")).toBe(isNeeded);
});

test("before a key is deleted, a warning names the secrets that it encrypts", async () => {
  const warnings: string[] = [];
  const context = { ...contextOf({ encrypting: ["key", "other"] }), warn: (message: string) => warnings.push(message) };
  await warnOfDeletion(context, "key", false);
  expect(warnings).toEqual([expect.stringMatching(/neither read nor restored: under-key$/)]);
});

const refused = (path: string, status = 400) => ({ status, request: { path } });

describe("what a secret's refusal says of its keys", () => {
  const advice = (keys: Record<string, string>, ...ids: readonly unknown[]): Promise<string | undefined> => {
    const objects = ids.map((kmsKeyId) => ({ kmsKeyId }));
    const refusal = refused("/v1/secrets/s/kmsid");
    return behaviourOf(secret).advice?.(contextOf({ keys }), objects, "update", refusal) ?? Promise.resolve(undefined);
  };

  test("is about those that are stopped or wait for their deletion, each once", async () => {
    const keys = { a: "Stop", b: "To_Be_Terminated" };
    const said = await advice(keys, "a", "b", "a");
    expect(said).toMatch(
      /^the KMS key name-a \(a\) is stopped.*\. the KMS key name-b \(b\) waits for its deletion: cancel/,
    );
    expect(said?.match(/name-a/g)).toHaveLength(1);
  });

  test("is to wait for one that is still being made", async () => {
    expect(await advice({ a: "CREATING" }, "a")).toBe(
      "the KMS key name-a (a) is still being made: run `pulumi up` again in a minute",
    );
  });

  test("is nothing where they are active or not shown", async () => {
    expect(await advice({ a: "Active" }, "a", "hidden", unknown, undefined)).toBeUndefined();
    expect(await advice({ a: "Stop" }, "hidden", "a")).toMatch(/^the KMS key name-a \(a\) is stopped/);
  });
});

test("a value that is refused may be the one that the secret has", async () => {
  const said = (refusal: ReturnType<typeof refused>): unknown =>
    behaviourOf(secret).advice?.(contextOf({}), [], "update", refusal);
  expect(await said(refused("/v1/secrets/s/values"))).toBe(
    "If the secret has this value already, give it another one for one `pulumi up`, or adopt it with the option " +
      'ignoreChanges: ["value"]',
  );
  expect(await said(refused("/v1/secrets/s/values", 403))).toBeUndefined();
  expect(await said(refused("/v1/secrets/s/acl-cidr"))).toBeUndefined();
});

test("a name that is refused may be that of a secret to be restored, which the service does not list", async () => {
  const said = (secrets: object[], path: string): unknown =>
    behaviourOf(secret).advice?.(contextOf({}), secrets, "create", refused(path, 409));
  expect(await said([{ restoreOnCreate: true }], "/v1/secrets")).toBe(
    "If a secret of that name waits for its deletion, the service does not list it: restore it in the console, and " +
      "manage it again with adopt",
  );
  expect(await said([{ restoreOnCreate: false }], "/v1/secrets")).toBeUndefined();
  expect(await said([{ restoreOnCreate: true }], "/v1/secrets/s/label")).toBeUndefined();
});

test("what may use a certificate is said of a refused deletion only", async () => {
  const said = (verb: "create" | "delete"): unknown =>
    behaviourOf(certificate).advice?.(contextOf({}), [], verb, refused("/v1/certificatemanager/c"));
  expect(await said("delete")).toContain("cannot be deleted while a load balancer uses it");
  expect(await said("delete")).not.toContain("leave the name out");
  expect(await said("create")).toBeUndefined();
});

test("an unknown name replaces no secret, whose old name would be blocked", () => {
  const state = { name: "a", kmsKeyId: "k", allowedCidrs: ["10.0.0.1/32"] };
  expect(diff(behaviourOf(secret), "id", state, { ...state, name: unknown }, 0)).toMatchObject({ replaces: [] });
});

test.each([
  ["key", kmsKey],
  ["secret", secret],
  ["vault", secretVault],
])("a %s whose name is blocked is told to change it, not to leave it out: a name that was given stays", (_, kind) => {
  const behaviour = behaviourOf(kind);
  const environment = { now: () => 0, random: () => 0 };
  const meta = { schema: 1, name: "orders", stack: "dev", project: "shop" };
  const { inputs } = check(behaviour, z, { name: "orders", __meta: meta }, { __meta: meta }, environment);
  expect(inputs["name"]).toBe("orders");
  const remedies = behaviour.blocked?.filter(({ input }) => input === "name").map(({ remedy }) => remedy);
  expect(remedies).toEqual(["change the name too"]);
});
