import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { automaticName } from "../../../provider/lifecycle/values/names";
import { nearest } from "../../../provider/words/nearest";
import { parseDuration } from "../../../provider/calls/duration";

const key = { allowed: /[a-z0-9]/, separator: "", maxLength: 63 };

test("automatic names are always valid, and hold what they can of the resource's name", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200, unit: "grapheme" }), (logical) => {
      expect(automaticName(key, logical, Math.random)).toMatch(/^[a-z0-9]{7,63}$/);
    }),
  );
  expect(automaticName({ ...key, allowed: /[\w-]/, separator: "-" }, "My Key_1", () => 0)).toBe("mykey_1-0000000");
});

test("two automatic names differ", () => {
  expect(automaticName(key, "a", Math.random)).not.toBe(automaticName(key, "a", Math.random));
});

test("the nearest name is found, a far one is not", () => {
  expect(nearest("descripton", ["name", "description"])).toBe("description");
  expect(nearest("Enabled", ["enabled"])).toBe("enabled");
  expect(nearest("colour", ["name", "purpose"])).toBeUndefined();
});

test.each([
  ["5m", 300_000],
  ["1h30m", 5_400_000],
  ["90s", 90_000],
  ["250ms", 250],
  ["1.5h", 5_400_000],
  ["", undefined],
  ["5", undefined],
  ["5 m", undefined],
  ["-5m", undefined],
  ["5d", undefined],
])("the duration %j is %j ms", (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});
