import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { redact, stringsIn } from "../../../provider/clients/http/redaction";

const secret = 'p&ss "wörd"/+=%';

test.each([
  ["plain", secret],
  ["base64", Buffer.from(secret).toString("base64")],
  ["base64 for URLs", Buffer.from(secret).toString("base64url")],
  ["URL-encoded", encodeURIComponent(secret)],
  ["form-encoded", new URLSearchParams({ a: secret }).toString().slice(2)],
  ["JSON-escaped", JSON.stringify({ a: secret })],
  ["JSON in JSON", JSON.stringify(JSON.stringify({ a: secret }))],
])("hides a secret that is %s", (_, form) => {
  const shown = redact(`the body was <${form}>`, [secret]);
  expect(shown).toContain("[secret]");
  expect(shown).not.toContain("wörd");
  expect(shown).not.toContain(form);
});

test("hides every secret of four characters and more, wherever it stands", () => {
  const text = fc.string({ minLength: 4, maxLength: 40 }).filter((value) => value.trim().length >= 4);
  fc.assert(
    fc.property(text, fc.string(), fc.string(), (value, before, after) => {
      const hidden = redact(`${before}${value}${after}`, [value]);
      const parts = hidden.split("[secret]").join("");
      return !parts.includes(value) || `${before}${after}`.includes(value) || "[secret]".includes(value);
    }),
  );
});

test("a secret that is part of a longer one does not spoil it", () => {
  expect(redact("abcdefgh abcd", ["abcd", "abcdefgh"])).toBe("[secret] [secret]");
});

test("collects the members of a secret that is JSON text", () => {
  expect(stringsIn('{"password":"hunter22","list":["deep1"]}')).toEqual(expect.arrayContaining(["hunter22", "deep1"]));
});
