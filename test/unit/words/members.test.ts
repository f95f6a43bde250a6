import { expect, test } from "@jest/globals";

import { mapMembers } from "../../../provider/words/members";

test("members keep their order, and those that become undefined are left out", () => {
  const mapped = mapMembers({ b: 1, a: 2, c: 3 }, (value, name) => (name === "a" ? undefined : [name, value]));
  expect(Object.entries(mapped)).toEqual([
    ["b", ["b", 1]],
    ["c", ["c", 3]],
  ]);
});

test("a member called __proto__ is one like all others", () => {
  const values = JSON.parse('{"__proto__":{"polluted":true}}') as object;
  const mapped = mapMembers(values, (value) => value);
  expect(Object.keys(mapped)).toEqual(["__proto__"]);
  expect(Object.getPrototypeOf(mapped)).toBe(Object.prototype);
  expect(mapped["polluted"]).toBeUndefined();
});
