import { expect, test } from "@jest/globals";
import { z } from "zod";

import { nameField, oneOf, textField, textsByName, uniqueName, wholeNumber } from "../../../provider/resources/fields";

const problems = (schema: z.ZodType, value: unknown): readonly string[] =>
  schema.safeParse(value).error?.issues.map(({ message }) => message) ?? [];

test("a text is as long as it has code points, not units of UTF-16", () => {
  expect(problems(textField(z, { max: 2 }), "🔑🔑")).toEqual([]);
  expect(problems(textField(z, { max: 2 }), "🔑🔑🔑")).toEqual(["must be at most 2 characters long"]);
  expect(problems(textField(z, { min: 1, max: 2 }), "")).toEqual(["must have 1 to 2 characters"]);
});

test("a wrong name among texts is refused in words, and so are too many", () => {
  const tags = textsByName(z, textField(z, { max: 3 }), {
    called: "tags",
    names: "keys",
    length: { min: 1, max: 3 },
    most: 1,
  });
  expect(problems(tags, { abc: "abc" })).toEqual([]);
  expect(problems(tags, { abcd: "" })).toEqual(["keys must have 1 to 3 characters"]);
  expect(problems(tags, { a: "", b: "" })).toEqual(["must be at most 1 tags"]);
});

test("a number is refused with its unit", () => {
  expect(problems(wholeNumber(z, "days", 1, 9), 1.5)).toEqual(["must be a whole number of days"]);
  expect(problems(wholeNumber(z, "days", 1, 9), 10)).toEqual(["must be from 1 to 9 days"]);
});

test("a word or a name is refused with what is allowed", () => {
  expect(problems(oneOf(z, ["a", "b", "c"]), "d")).toEqual(['must be "a", "b" or "c"']);
  expect(problems(oneOf(z, ["a", "b"]), "d")).toEqual(['must be "a" or "b"']);
  const name = nameField(z, { characters: ["a-z", "0-9", "-"], min: 2, max: 3 });
  expect(problems(name, "a-1")).toEqual([]);
  expect(problems(name, "A")).toEqual(["must be 2 to 3 characters of a-z, 0-9 and -"]);
});

test("an automatic name is separated from its random part where a name may have a hyphen", () => {
  const separators = [["a-z"], ["a-z", "-"]].map(
    (characters) => uniqueName({ characters, min: 3, max: 9 }).automatic.separator,
  );
  expect(separators).toEqual(["", "-"]);
});
