import { describe, expect, test } from "@jest/globals";

import { differAt, pathOf, pathsWithin } from "../../../provider/lifecycle/values/property-path";
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
