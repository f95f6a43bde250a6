import { expect, test } from "@jest/globals";

import { inputOf, isBelowInput } from "../../../provider/lifecycle/values/property-path";

test.each([
  ["value", "value", false],
  ["value.password", "value", true],
  ["ips[0]", "ips", true],
  ['value["pass.word"]', "value", true],
  ['["value"]', "value", false],
  ['["value"].password', "value", true],
  ['["value"][0]', "value", true],
  ['["pass.word[0]"]', "pass.word[0]", false],
  ["", "", false],
])("the path %s begins with the input %s", (path, name, isBelow) => {
  expect([inputOf(path), isBelowInput(path)]).toEqual([name, isBelow]);
});
