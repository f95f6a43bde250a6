import { describe, expect, test } from "@jest/globals";
import { z } from "zod";

import { redact, stringsIn } from "../../../provider/clients/http/redaction";
import { behaviourOf } from "../../../provider/lifecycle/definition/behaviour";
import { differingInputs } from "../../../provider/lifecycle/values/compare";
import { unknown } from "../../../provider/lifecycle/values/unknown";
import { secret } from "../../../provider/resources/scp/secretsmanager/secret";
import { textOf } from "../../../provider/resources/scp/secretsmanager/secret-value";
import { check } from "../../support/by-properties";

const behaviour = behaviourOf(secret);
const mark = "\uFEFF";
const json = '{"user":"shop","password":"not a password"}';
const pairs = { user: "shop", password: "not a password" };

const given = { name: "shop", kmsKeyId: "key", allowedCidrs: ["10.0.0.7/32"] };
const meta = { schema: 1, name: "shop", stack: "dev", project: "shop" };

function refused(value: unknown): string[] {
  const news = { ...given, value, __meta: meta };
  const { failures } = check(behaviour, z, {}, news, { now: () => 0, random: () => 0.5 });
  return failures.map(({ property, reason }) => `${property} ${reason}`);
}

const differing = (one: unknown, other: unknown): readonly string[] =>
  differingInputs(behaviour, { value: one }, { value: other });

describe("JSON text behind a byte order mark", () => {
  test("is taken, means the same as without it, and is sent without it", () => {
    expect(refused(mark + json)).toEqual([]);
    expect(differing(mark + json, json)).toEqual([]);
    expect(differing(mark + json, pairs)).toEqual([]);
    expect(differing(mark + json, { ...pairs, user: "other" })).toEqual(["value"]);
    expect(textOf(mark + json)).toBe(json);
  });

  test("is checked and measured without it", () => {
    expect(refused(`${mark}{}`)).toEqual([expect.stringContaining("must be an object of 1 to 10 pairs")]);
    expect(refused(mark + mark + json)).toHaveLength(1);
    const largest = JSON.stringify({ a: "x".repeat(64 * 1024 - 8) });
    expect(refused(mark + largest)).toEqual([]);
    expect(refused(mark + largest.replace("x", "xx"))).toEqual(["value must be at most 64 KiB as JSON text"]);
  });

  test("leaks by none of its members", () => {
    const text = mark + json;
    const secrets = [...stringsIn(text), ...(behaviour.inputs["value"]?.alsoSecret?.(text) ?? [])];
    expect(redact("wrong: not a password", secrets)).toBe("wrong: [secret]");
  });
});

describe("a pair that is no text is refused by its name, without its value", () => {
  test.each<[unknown, string[]]>([
    [{ a: "1", b: null }, ["value b: must be a text, not null"]],
    ['{"a":null}', ["value a: must be a text, not null"]],
    [{ a: 1234567 }, ["value a: must be a text"]],
    ['{"a":{"b":"1234567"}}', ["value a: must be a text"]],
    [{ a: null, b: true }, ["value a: must be a text, not null; b: must be a text"]],
    [{ a: unknown, b: null }, ["value b: must be a text, not null"]],
  ])("%j", (value, reasons) => {
    expect(refused(value)).toEqual(reasons);
  });
});

test.each<[string, unknown]>([
  ["a pair without a name", { "": "x" }],
  ["an empty text", { a: "" }],
  ["a pair that is not known yet", { a: unknown, b: "x" }],
  ["a value that is not known yet", unknown],
])("%s is taken", (_, value) => {
  expect(refused(value)).toEqual([]);
});

test.each<[string, unknown]>([
  ["no pairs", {}],
  ["eleven pairs", Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`k${String(n)}`, "v"]))],
  ["a list", ["a"]],
  ["null", "null"],
  ["a text that is no JSON", "no json"],
  ["a number", 7],
])("%s is refused", (_, value) => {
  expect(refused(value)).toEqual(["value must be an object of 1 to 10 pairs of texts, or such an object as JSON text"]);
});
