import { expect, test } from "@jest/globals";

import { momentsOf, timeOf } from "../../../provider/words/times";

test.each([
  ["1796083200", "2026-12-01T00:00:00Z"],
  ["1796083200123", "2026-12-01T00:00:00.123Z"],
])("a number counts seconds or milliseconds since 1970, which is one moment: %s", (text, meant) => {
  expect(timeOf(text)).toBe(Date.parse(meant));
  expect(momentsOf(text)).toEqual([Date.parse(meant)]);
});

test.each(["179608320", "17960832001", "0796083200", "20261201120000"])("%s counts nothing", (text) => {
  expect(timeOf(text)).toBeNaN();
});
