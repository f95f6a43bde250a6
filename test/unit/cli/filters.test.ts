import { expect, test } from "@jest/globals";

import { isWanted, kindsWithTags } from "../../../cli/inventory/filters";

const key = { kind: "KmsKey", id: "1", name: "Orders", state: "Active", dates: {}, neededBy: [] };
const service = {
  kind: "CloudService",
  id: "2",
  name: "shop",
  state: "ACTIVE",
  dates: {},
  neededBy: [],
  tags: { team: "shop", "a=b": "c", size: 3, on: true, nested: { a: 1 }, none: null },
};

test.each([
  ["team", true],
  ["team=shop", true],
  ["team=sho", false],
  ["shop", false],
  ["a=b", true],
  ["a=b=c", true],
  ["a", false],
  ["size=3", true],
  ["size=03", false],
  ["on=true", true],
  ['nested={"a":1}', true],
  ["none=null", true],
  ["", false],
])("the tag %j is found: %s", (tag, isFound) => {
  expect(isWanted(service, { tag: [tag] })).toBe(isFound);
});

test("an object needs all of the tags, and one without tags has none", () => {
  expect(isWanted(service, { tag: ["team", "size=3"] })).toBe(true);
  expect(isWanted(service, { tag: ["team", "size=4"] })).toBe(false);
  expect(isWanted(key, { tag: ["team"] })).toBe(false);
});

test("filters hold together, and a name is found in any letter case", () => {
  expect(isWanted(key, { kind: ["KmsKey"], name: "rDER" })).toBe(true);
  expect(isWanted(key, { kind: ["Secret"], name: "orders" })).toBe(false);
  expect(isWanted(key, { kind: ["KmsKey"], name: "shop" })).toBe(false);
});

test("only what no resource manages is unmanaged", () => {
  expect(isWanted({ ...key, managedBy: null }, { unmanaged: true })).toBe(true);
  expect(isWanted({ ...key, managedBy: "urn:pulumi:a::b::c::d" }, { unmanaged: true })).toBe(false);
});

test("only SpaceONE shows tags in its lists", () => {
  expect(kindsWithTags).toEqual(["CloudService", "SpaceoneSecret"]);
});
