import { expect, test } from "@jest/globals";

import * as classes from "../../provider/classes";
import { definitionOf, kindNames } from "../../provider/kinds";

test("the plugin knows each kind that has a class, by the class's name and definition", () => {
  const known = Object.fromEntries(kindNames.map((kind) => [kind, definitionOf(kind)]));
  const exported = Object.entries(classes).map(([name, { definition }]) => [name, definition]);
  expect(known).toEqual(Object.fromEntries(exported));
});

test.each(kindNames)("the definition of %s says so itself", (kind) => {
  expect(definitionOf(kind)?.kind).toBe(kind);
});

test.each(["", "Key", "toString"])("%j is no kind", (kind) => {
  expect(definitionOf(kind)).toBeUndefined();
});
