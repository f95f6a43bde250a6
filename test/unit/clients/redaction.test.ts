import { generateKeyPairSync } from "node:crypto";

import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { cut, redact, stringsIn } from "../../../provider/clients/http/redaction";

const secret = 'p&ss "wörd"/+=%';
const json = JSON.stringify({ a: secret });
const inAscii = json.replace("ö", "\\u00f6");
const forHtml = json.replace("&", "\\u0026").replace("=", "\\u003d");

test.each([
  ["plain", secret],
  ["base64", Buffer.from(secret).toString("base64")],
  ["base64 for URLs", Buffer.from(secret).toString("base64url")],
  ["URL-encoded", encodeURIComponent(secret)],
  ["form-encoded", new URLSearchParams({ a: secret }).toString().slice(2)],
  ["URL-encoded with lower-case digits", encodeURIComponent(secret).replaceAll(/%../g, (code) => code.toLowerCase())],
  ["JSON-escaped", json],
  ["JSON in JSON", JSON.stringify(json)],
  ["JSON in JSON in JSON", JSON.stringify(JSON.stringify(json))],
  ["JSON in ASCII", inAscii],
  ["JSON in ASCII in JSON", JSON.stringify(inAscii)],
  ["JSON that is safe in HTML", forHtml],
  ["JSON in JSON in base64", Buffer.from(JSON.stringify(json)).toString("base64")],
])("hides a secret that is %s", (_, form) => {
  const shown = redact(`the body was <${form}>`, [secret]);
  expect(shown).toContain("[secret]");
  expect(shown).not.toContain("wörd");
  expect(shown).not.toContain(form);
});

test.each(["", "x", "xy", "xyz"])("hides a secret in the middle of what is base64, after %j", (before) => {
  const encoded = Buffer.from(`${before}${secret}!`).toString("base64");
  const [hidden = "", ...rest] = redact(encoded, [secret]).split("[secret]");
  expect(rest).toHaveLength(1);
  expect(Buffer.from(hidden, "base64").toString()).toBe(before);
});

test.each([10, 12, 40])(
  "hides the beginning of a secret in a text that was cut after %d characters of it",
  (length) => {
    const long = "-----BEGIN KEY----- ".padEnd(50, "0123456789");
    expect(redact(`${cut(`the body: ${long}`, 10 + length)} (request id 1)`, [long])).toBe(
      "the body: [secret]… (request id 1)",
    );
  },
);

test("hides a secret whose white space was collapsed", () => {
  expect(redact("first second third", ["first\n  second\tthird\n"])).toBe("[secret]");
});

test("takes half of a surrogate pair for what it is", () => {
  expect(redact("a \ud800secret", ["\ud800secret"])).toBe("a [secret]");
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

describe("a long secret", () => {
  const pem = generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ type: "pkcs1", format: "pem" })
    .toString();
  const forms = [pem, JSON.stringify(pem), Buffer.from(pem.trim()).toString("base64"), encodeURIComponent(pem)];

  test("is hidden as well where a message was cut, in any form", () => {
    const piece = fc.tuple(fc.constantFrom(...forms), fc.nat(1000), fc.integer({ min: 40, max: 600 }));
    fc.assert(
      fc.property(piece, ([form, start, length]) => {
        const shown = form.slice(start, start + length);
        const hidden = redact(`the body was <${shown}>`, [pem]);
        expect(hidden).toMatch(/^the body was <.?\[secret\].*>$/s);
        for (let at = 0; at + 16 <= shown.length; at++) expect(hidden).not.toContain(shown.slice(at, at + 16));
      }),
    );
  });

  test("is hidden where its line ends became blanks", () => {
    const hidden = redact(`<${pem.replaceAll("\n", " ")}>`, [pem]);
    for (const line of pem.split("\n").filter((text) => text.length >= 16)) expect(hidden).not.toContain(line);
  });

  test("is looked for in time in a message of one character", () => {
    expect(redact("x".repeat(60_000), ["x".repeat(50_000)])).toBe("[secret][secret]");
  });

  test("does not hide what is not part of it", () => {
    const text = "HTTP 400 ValidationError: Field required (request id req-0123456789abcdef)";
    expect(redact(text, [pem])).toBe(text);
  });
});
