import { expect, test } from "@jest/globals";

import { sameId } from "../../../provider/words/ids";

const id = "0123456789abcdef0123456789abcdef";

test.each([id, id.toUpperCase(), "01234567-89ab-cdef-0123-456789abcdef", "01234567-89AB-CDEF-0123-456789ABCDEF"])(
  "%s is the same id",
  (shown) => {
    expect(sameId(id, shown)).toBe(true);
    expect(sameId(shown, id)).toBe(true);
  },
);

test.each(["", "0123456789abcdef0123456789abcdee", `${id}0`])("%j is another one", (shown) => {
  expect(sameId(id, shown)).toBe(false);
});
