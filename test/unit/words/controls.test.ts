import { expect, test } from "@jest/globals";

import { withoutControls } from "../../../provider/words/controls";

test.each([
  ["\u001b[2Ja", " [2Ja"],
  ["a\u009b31mb", "a 31mb"],
  ["a\u0000\r\u0007b", "a b"],
  ["a\u202eb\u2066c", "a b c"],
  ["a\u2028b", "a b"],
  ["a\ud800b", "a b"],
  ["두 번째 이름\n🔑 é", "두 번째 이름\n🔑 é"],
])("%j is shown as %j", (text, shown) => {
  expect(withoutControls(text)).toBe(shown);
});
