import { describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { z } from "zod";

import { behaviourOf } from "../../../provider/lifecycle/definition/behaviour";
import type { Properties } from "../../../provider/lifecycle/record/state-codec";
import { unknown } from "../../../provider/lifecycle/values/unknown";
import { kmsKey } from "../../../provider/resources/scp/kms/kms-key";
import { secret } from "../../../provider/resources/scp/secretsmanager/secret";
import { check } from "../../support/by-properties";
import { lifecycleOf } from "../../support/lifecycle-of";

const behaviour = behaviourOf(kmsKey);
const meta = { schema: 1, name: "Orders-Key", stack: "dev", project: "shop" };
const given = { name: "orders", purpose: "aes-256" };
const at = (random: number) => ({ now: () => 0, random: () => random });

function run(news: Record<string, unknown>, olds: Properties = {}): ReturnType<typeof check> {
  return check(behaviour, z, olds, { ...news, __meta: meta }, at(0.5));
}

const refused = (news: Record<string, unknown>): string[] =>
  run(news).failures.map(({ property, reason }) => `${property} ${reason}`);

test("fills in what leaving an input out means", () => {
  const { inputs, failures } = run(given);
  expect(failures).toEqual([]);
  expect(inputs).toMatchObject({
    ...given,
    keyType: "advanced",
    description: "",
    rotation: { enabled: false },
    enabled: true,
    deleteImmediately: false,
  });
});

describe("a part that is the same as before", () => {
  const reasons = (olds: Properties, news: object): string[] =>
    check(behaviourOf(secret), z, olds, { ...secretArgs, ...news, __meta: meta }, at(0.5)).failures.map(
      ({ property, reason }) => `${property} ${reason}`,
    );
  const secretArgs = { value: { a: "b" }, kmsKeyId: "k", allowedCidrs: ["10.0.0.1/32"] };

  test("passes unchecked beside parts that change, since the service has shown it", () => {
    const shown = { allowedCidrs: ["10.0.0.0/8", "10.0.0.1/32"] };
    expect(reasons(shown, { allowedCidrs: ["10.0.0.0/8", "10.0.0.2/32"] })).toEqual([]);
    expect(reasons({}, { allowedCidrs: ["10.0.0.0/8", "10.0.0.2/32"] })).toHaveLength(1);
    expect(reasons(shown, { allowedCidrs: ["10.0.0.0/8", "11.0.0.0/8"] })).toEqual([
      expect.stringMatching(/^allowedCidrs \[1\]: must be an IPv4 CIDR/),
    ]);
  });

  test("passes in a replacement too, where others have set it", () => {
    const { lifecycle } = lifecycleOf(kmsKey, {});
    const description = "x".repeat(101);
    const olds = { ...run(given).inputs, description };
    const news = { ...given, name: "another", __meta: { ...meta, ignored: ["description"] } };
    lifecycle.check(olds, { ...news, description });
    expect(lifecycle.check({}, news)).toMatchObject({ failures: [], inputs: { name: "another", description } });
    expect(lifecycle.check({}, { ...news, description: `${description}x` }).failures).toHaveLength(1);
  });

  test("does not make a whole pass that is wrong", () => {
    expect(reasons({ tags: { "": "a", b: "c" } }, { tags: { "": "a", b: "d" } })).toHaveLength(1);
  });
});

describe("an automatic name", () => {
  test("is made of the resource's name and a random part", () => {
    const { inputs } = run({ purpose: "aes-256" });
    expect(inputs["name"]).toBe("orderskey8888888");
    expect(inputs.__auto).toBe(true);
  });

  test("stays what it is", () => {
    const old = run({ purpose: "aes-256" }).inputs;
    const again = check(behaviour, z, old, { purpose: "aes-256", __meta: meta }, at(0.1)).inputs;
    expect([again["name"], again.__auto]).toEqual([old["name"], true]);
  });

  test("is not given to an adopted object", () => {
    const { inputs } = run({ purpose: "aes-256", adopt: "abc" });
    expect(inputs["name"]).toBeUndefined();
    const later = check(behaviour, z, inputs, { purpose: "aes-256", __meta: meta }, at(0.1)).inputs;
    expect(later["name"]).toBeUndefined();
  });

  test("a name that was given stays when the program leaves it out", () => {
    expect(run({ purpose: "aes-256" }, run(given).inputs).inputs).toMatchObject({ name: "orders" });
  });
});

test.each([
  [{ name: "ab" }, "name must be 3 to 63 characters of a-z and 0-9"],
  [{ name: "a".repeat(64) }, "name must be 3 to 63"],
  [{ name: "Orders" }, "name must be 3 to 63"],
  [{ name: 7 }, "name Invalid input: expected string, received number"],
  [{ purpose: undefined }, "purpose is required"],
  [{ purpose: "" }, "purpose must be the code of a purpose"],
  [{ purpose: "aes 256" }, "purpose must be the code of a purpose"],
  [{ keyType: "large" }, 'keyType must be "basic" or "advanced"'],
  [{ description: "x".repeat(101) }, "description must be at most 100 characters long"],
  [{ rotation: true }, "rotation Invalid input: expected object"],
  [{ rotation: {} }, "rotation enabled: Invalid input: expected boolean"],
  [{ rotation: { enabled: true, periodInDays: 0 } }, "rotation periodInDays: must be from 1 to 730 days"],
  [{ rotation: { enabled: true, periodInDays: 731 } }, "rotation periodInDays: must be from 1 to 730 days"],
  [{ rotation: { enabled: true, periodInDays: 1.5 } }, "rotation periodInDays: must be a whole number of days"],
  [{ rotation: { enabled: true, period: 5 } }, 'rotation Unrecognized key: "period"'],
  [{ enabled: "yes" }, "enabled Invalid input: expected boolean, received string"],
  [{ deleteImmediately: 1 }, "deleteImmediately Invalid input: expected boolean"],
  [{ adopt: "" }, "adopt must be the id of an existing object"],
  [{ descripton: "x" }, "descripton is no input of a KMS key: did you mean description?"],
  [{ colour: "red" }, "colour is no input of a KMS key: its inputs are name, purpose,"],
])("%j is refused by name", (news, message) => {
  expect(refused({ ...given, ...news })).toEqual([expect.stringContaining(message)]);
});

test.each([
  { name: "abc" },
  { name: "a".repeat(63) },
  { description: "x".repeat(100) },
  { rotation: { enabled: true, periodInDays: 730 } },
])("%j is taken", (news) => {
  expect(refused({ ...given, ...news })).toEqual([]);
});

test("says all that is wrong at once", () => {
  expect(refused({ name: "A", purpose: "", keyType: "x" })).toHaveLength(3);
});

test("no value is part of a reason", () => {
  const reasons = refused({
    name: "MARKER-1",
    purpose: "MARKER 2",
    keyType: "MARKER3",
    description: "MARKER".repeat(50),
  });
  expect(reasons).toHaveLength(4);
  expect(reasons.join()).not.toContain("MARKER");
});

test.each(["5 minutes", "1", "-1m", ""])("the timeout %j is refused", (create) => {
  const news = { ...given, __meta: { ...meta, timeouts: { create } } };
  expect(check(behaviour, z, {}, news, at(0.5)).failures).toEqual([
    expect.objectContaining({ reason: expect.stringContaining("customTimeouts must be durations") }),
  ]);
});

describe("what is unknown", () => {
  test("passes, as a whole or as a part", () => {
    const news = { name: unknown, purpose: unknown, rotation: { enabled: true, periodInDays: unknown } };
    const { inputs, failures } = run(news);
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject(news);
  });

  test("passes a condition that is about all of a value", () => {
    const inputs = { kmsKeyId: "k", allowedCidrs: ["10.0.0.1/32", unknown] };
    for (const value of [{ password: unknown }, { user: "kim", password: unknown }, unknown]) {
      const { failures } = check(behaviourOf(secret), z, {}, { ...inputs, value, __meta: meta }, at(0.5));
      expect(failures).toEqual([]);
    }
  });

  test("does not spare the rest of the value", () => {
    expect(refused({ ...given, rotation: { enabled: unknown, periodInDays: 999 } })).toEqual([
      "rotation periodInDays: must be from 1 to 730 days",
    ]);
  });
});

test("keeps the old text where it means the same", () => {
  const olds = run({ ...given, rotation: { enabled: false, periodInDays: 5 } }).inputs;
  const { inputs } = run({ ...given, rotation: { enabled: false } }, olds);
  expect(inputs["rotation"]).toEqual({ enabled: false, periodInDays: 5 });
});

test("its own result passes unchanged, for any input", () => {
  const anyInputs = fc.record({
    name: fc.stringMatching(/^[a-z0-9]{3,63}$/),
    purpose: fc.constantFrom("aes-256", "rsa-2048", "something-new"),
    description: fc.string({ maxLength: 100 }),
    enabled: fc.boolean(),
    rotation: fc.record({ enabled: fc.boolean(), periodInDays: fc.integer({ min: 1, max: 730 }) }),
  });
  fc.assert(
    fc.property(anyInputs, (news) => {
      const first = run(news);
      const second = run(first.inputs, first.inputs);
      expect(first.failures).toEqual([]);
      expect(second.inputs).toEqual(first.inputs);
    }),
  );
});

describe("the text of an Output that was turned into a string", () => {
  const text = `db://${Reflect.apply(String, undefined, [pulumi.output("x")])}`;
  const json = JSON.stringify({ password: pulumi.output("x") });
  const value = { a: "b" };
  const args = { name: "shop-db", kmsKeyId: "k", allowedCidrs: ["10.0.0.1/32"] };
  const secretFailures = (news: Record<string, unknown>, olds: Properties = {}): string[] =>
    check(behaviourOf(secret), z, olds, { ...args, ...news, __meta: meta }, at(0.5)).failures.map(
      ({ property, reason }) => `${property} ${reason}`,
    );

  test.each([
    [{ value: { dsn: text } }, "value dsn: is the text of an Output"],
    [{ value: { db: { hosts: ["a", { dsn: text }] } } }, "value db.hosts[1].dsn: is the text of an Output"],
    [{ value: json }, "value is the text of an Output"],
    [{ value: { [text]: "b" } }, "value is the text of an Output"],
    [{ value, description: text }, "description is the text of an Output"],
    [{ value, name: text }, "name is the text of an Output"],
    [{ value, allowedCidrs: ["10.0.0.1/32", text] }, "allowedCidrs [1]: is the text of an Output"],
    [{ value, tags: { team: text } }, "tags team: is the text of an Output"],
    [{ value, versionLabels: { [text]: "CURRENT" } }, "versionLabels is the text of an Output"],
  ])("is refused wherever it stands, and the right way is named: %#", (news, message) => {
    const [failure, ...others] = secretFailures(news);
    expect(failure).toContain(message);
    expect(failure).toContain("pulumi.interpolate`...` for texts and pulumi.jsonStringify({...}) for JSON");
    expect(others).toEqual([]);
  });

  test("is not shown in what is secret, nor in what a tool need not print", () => {
    const isSecret = (news: Record<string, unknown>): unknown[] =>
      check(behaviourOf(secret), z, {}, { ...args, value, ...news, __meta: meta }, at(0.5)).failures.map(
        (failure) => failure.secret,
      );
    expect([isSecret({ value: { dsn: text } }), isSecret({ description: text })]).toEqual([[true], [false]]);
  });

  test("is refused also where state has it already", () => {
    expect(secretFailures({ value: { dsn: text } }, { ...args, value: { dsn: text } })).toHaveLength(1);
  });
});

test.each([
  ["a description that is too long for a program", { description: "x".repeat(200) }],
  ["a type that nobody knows", { keyType: "premium" }],
  ["a period beyond the limits", { rotation: { enabled: true, periodInDays: 1000 } }],
])("a value that state has passes unchecked, as ignoreChanges gives it back: %s", (_, shown) => {
  expect(run({ ...given, ...shown }, { ...given, ...shown }).failures).toEqual([]);
  expect(run({ ...given, ...shown }, given).failures).toHaveLength(1);
});

describe("rotateTrigger of a key that is stopped", () => {
  const stopped = { ...given, enabled: false, rotateTrigger: "a" };

  test("cannot be changed while it stays so", () => {
    expect(run({ ...stopped, rotateTrigger: "b" }, stopped).failures).toMatchObject([
      { property: "rotateTrigger", reason: expect.stringContaining("while the key is stopped") },
    ]);
  });

  test.each([
    ["it is started with the same change", { rotateTrigger: "b", enabled: true }, stopped],
    ["it is stopped with the same change, after the rotation", { rotateTrigger: "b" }, { ...stopped, enabled: true }],
    ["it is the first one", {}, { ...given, enabled: false }],
    ["it is taken away", { rotateTrigger: undefined }, stopped],
    ["it stays the same", {}, stopped],
    ["the key is new", {}, {}],
  ])("can be changed where %s", (_, news, olds) => {
    expect(run({ ...stopped, ...news }, olds).failures).toEqual([]);
  });
});
