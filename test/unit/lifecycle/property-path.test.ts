import { describe, expect, test } from "@jest/globals";

import { differAt, pathOf, pathsWithin, withPartOf } from "../../../provider/lifecycle/values/property-path";
import { unknown } from "../../../provider/lifecycle/values/unknown";

test.each([
  ["value", ["value"]],
  ["value.password", ["value", "password"]],
  ["ips[0]", ["ips", 0]],
  ["ips.[0]", ["ips", 0]],
  ['value["pass.word"]', ["value", "pass.word"]],
  ['["value"]', ["value"]],
  ['["value"].password', ["value", "password"]],
  ['["value"][0]', ["value", 0]],
  ['["pass.word[0]"]', ["pass.word[0]"]],
  ['["a\\"b"]', ['a"b']],
  ["*", ["*"]],
  ["[*]", ["*"]],
  ["recipients[*].region", ["recipients", "*", "region"]],
  ["*.password", ["*", "password"]],
])("the path %s is read as Pulumi reads it", (text, path) => {
  expect(pathOf(text)).toEqual(path);
});

test.each(["", ".a", "a.", "a[", "a[x]", 'a["b', 'a["b"'])("the path %j is none, as for Pulumi", (text) => {
  expect(pathOf(text)).toBeUndefined();
});

test("a path is within the input that it begins with, and one that begins with a star within each", () => {
  const texts = ["tags", "tags.team", "*", "*.team", "value.a", "tags["];
  expect(pathsWithin("tags", texts)).toEqual([[], ["team"], [], ["team"]]);
  expect(pathsWithin("tags")).toEqual([]);
});

describe("two values differ at a path", () => {
  const one = { enabled: true, days: 30, list: [{ a: 1, b: 1 }, { a: 2 }] };
  test.each([
    [[], one, { ...one }, false],
    [[], one, { ...one, days: 60 }, true],
    [["days"], one, { ...one, days: 60 }, true],
    [["days"], one, { ...one, enabled: false }, false],
    [["days"], one, { enabled: true }, true],
    [["days"], undefined, one, false],
    [["list", 1, "a"], one, { list: [{}, { a: 3 }] }, true],
    [["list", 0, "a"], one, { list: [{ a: 1 }] }, false],
    [["list", "*", "b"], one, { list: [{ a: 9, b: 1 }, { a: 9 }] }, false],
    [["list", "*", "a"], one, { list: [{ a: 1 }] }, false],
    [["list", "*"], one, { list: [{ a: 1, b: 1 }] }, true],
    [["*"], one, { ...one, more: 1 }, true],
    [["days"], one, unknown, true],
    [["days"], one, { ...one, days: unknown }, true],
    [["days"], one, { ...one, enabled: unknown }, false],
  ])("%j: %#", (path, a, b, isDifferent) => {
    expect(differAt(path, a, b)).toBe(isDifferent);
  });
});

describe("the part of another value takes the place of a value's own as Pulumi resets it", () => {
  test.each([
    [[], { a: 1 }, { a: 2 }, { a: 2 }],
    [["a"], { a: 1, b: 1 }, { a: 2, b: 2 }, { a: 2, b: 1 }],
    [["a"], { a: 1, b: 1 }, { b: 2 }, { b: 1 }],
    [["a"], { b: 1 }, { a: 2 }, { b: 1, a: 2 }],
    [["a"], undefined, { a: 2 }, undefined],
    [["a"], unknown, { a: 2 }, unknown],
    [["a"], { a: 1 }, "text", { a: 1 }],
    [["a", "b"], { a: { b: 1, c: 1 } }, { a: { b: 2, c: 2 } }, { a: { b: 2, c: 1 } }],
    [["a", "b"], { c: 1 }, { a: { b: 2 } }, { c: 1 }],
    [["a", "b"], { a: { c: 1 } }, { a: { b: 2 } }, { a: { c: 1, b: 2 } }],
    [[1], [1, 1, 1], [2, 2], [1, 2, 1]],
    [[2], [1, 1, 1], [2, 2], [1, 1, 1]],
    [[2], [1], [2, 2, 2], [1]],
    [[0], { 0: 1 }, [2], { 0: 1 }],
    [["*"], { a: 1, b: 1 }, { b: 2, c: 2 }, { b: 2, c: 2 }],
    [["*"], [1, 1], [2], [2, 1]],
    [["*", "a"], [{ a: 1, b: 1 }, { a: 1 }], [{ a: 2, b: 2 }], [{ a: 2, b: 1 }, { a: 1 }]],
    [["*", "a"], { x: { a: 1 }, y: { a: 1 } }, { y: { a: 2 }, z: { a: 2 } }, { x: { a: 1 }, y: { a: 2 } }],
  ])("%j: %#", (path, value, old, result) => {
    expect(withPartOf(path, value, old)).toEqual(result);
  });
});
