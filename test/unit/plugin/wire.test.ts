import { describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

import { unknown } from "../../../provider/lifecycle/values/unknown";
import { asSecret, fromWire, objectToWire, toWire, unknownValue } from "../../../provider/plugin/wire";

test("knows Pulumi's own unknown value", () => {
  expect(unknownValue).toBe(pulumi.runtime.unknownValue);
});

test("marks unknown values wherever they are, and gives them back", () => {
  const wire = { a: unknownValue, b: [{ c: unknownValue }], d: "x" };
  expect(fromWire(wire)).toEqual({ a: unknown, b: [{ c: unknown }], d: "x" });
  expect(toWire(fromWire(wire))).toEqual(wire);
});

test("absent and null are the same", () => {
  expect(fromWire({ a: null, b: { c: null } })).toEqual({ b: {} });
  expect(fromWire({ a: null, b: [{ c: null }], d: unknownValue }, { keepsNull: true })).toEqual({
    a: null,
    b: [{ c: null }],
    d: unknown,
  });
});

describe("what Pulumi cannot store", () => {
  test.each([
    ["undefined in an object", { a: undefined, b: 1 }, { b: 1 }],
    ["undefined in a list", { a: [1, undefined] }, { a: [1, null] }],
    ["a date", { a: new Date(0) }, { a: "1970-01-01T00:00:00.000Z" }],
    ["a wrong date", { a: new Date(NaN) }, { a: null }],
    ["a big integer", { a: 2n ** 64n }, { a: "18446744073709551616" }],
    ["no number", { a: NaN, b: Infinity }, { a: null, b: null }],
    ["bytes", { a: Buffer.from("hi") }, { a: "aGk=" }],
    ["a map", { a: new Map([["k", 1n]]) }, { a: { k: "1" } }],
    ["a set", { a: new Set([1]) }, { a: [1] }],
    ["a function", { a: () => 1, b: 2 }, { b: 2 }],
    ["a symbol", { a: Symbol("x"), b: 2 }, { b: 2 }],
  ])("%s is made storable", (_, value, stored) => {
    const result = objectToWire(value);
    expect(result).toEqual(stored);
    expect(() => Struct.fromJavaScript(result as Record<string, JavaScriptValue>)).not.toThrow();
  });

  test("frozen results are copied: Pulumi writes into what it gets", () => {
    expect(Object.isFrozen(objectToWire(Object.freeze({ a: Object.freeze({}) })))).toBe(false);
  });
});

test("anything at all can be stored", () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
  });
  fc.assert(
    fc.property(fc.dictionary(fc.string(), anything), (value) => {
      Struct.fromJavaScript(objectToWire(value) as Record<string, JavaScriptValue>);
    }),
  );
});

test("secrets carry Pulumi's own mark", async () => {
  const marked = asSecret("x") as Record<string, unknown>;
  expect(pulumi.runtime.isRpcSecret(marked)).toBe(true);
  expect(pulumi.runtime.unwrapRpcSecret(marked)).toBe("x");
});
