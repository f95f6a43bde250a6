import { createPrivateKey, createPublicKey } from "node:crypto";

import { beforeAll, describe, expect, test } from "@jest/globals";

import { seededRandom } from "../../../emulator/random";
import { makeSelfSigned, type TestCertificate } from "../../support/certificates";
import { secretForms } from "../../support/leaks/echoed";
import { secretsIn } from "../../support/leaks/scan";

const secret = 'Zq7VbN5"wörd\\/+<&>=%4kTn Xv2mPs8dRf6hJg3bLc9yWd0';
const short = 'p&ss"wörd\\/+=%';
const json = (value: unknown): string => JSON.stringify(value);
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const inPieces = (text: string, length: number): string[] =>
  text.match(new RegExp(`[^]{1,${String(length)}}`, "g")) ?? [];

/** A secret in each form; what stands around it is like what stands in logs. */
const forms: readonly (readonly [form: string, write: (text: string) => string])[] = [
  ["plain", (text) => text],
  ["JSON", (text) => json({ a: text })],
  ["JSON in JSON", (text) => json(json({ a: text }))],
  ["JSON in JSON in JSON", (text) => json(json(json({ a: text })))],
  ["JSON in ASCII", (text) => json({ a: text }).replaceAll("ö", "\\u00f6")],
  ["JSON that is safe in HTML", (text) => json(text).replaceAll("&", "\\u0026").replaceAll("<", "\\u003c")],
  ["a text of Go", (text) => json(text).replaceAll("ö", "\\xf6")],
  ["base64", base64],
  ["base64 for URLs", (text) => Buffer.from(text).toString("base64url")],
  ["base64 of JSON", (text) => base64(json({ a: text }))],
  ["base64 of JSON in JSON", (text) => base64(json({ body: json({ ab: text }) }))],
  ["base64 of base64", (text) => base64(`a ${base64(text)}`)],
  ["base64 behind other bytes", (text) => base64(`x${text}`)],
  ["base64 behind more bytes", (text) => base64(`xy${text}, and more`)],
  ["base64 in lines", (text) => inPieces(base64(`user:${text}`), 16).join("\r\n    ")],
  ["base64 in a URL", (text) => encodeURIComponent(base64(text))],
  ["base64 of a URL", (text) => base64(`/a?b=${encodeURIComponent(text)}`)],
  ["URL-encoded", encodeURIComponent],
  [
    "URL-encoded with lower-case digits",
    (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  ],
  ["form-encoded", (text) => new URLSearchParams({ a: text }).toString()],
  ["URL-encoded JSON", (text) => encodeURIComponent(json({ a: text }))],
  ["hexadecimal", (text) => Buffer.from(text).toString("hex")],
  ["hexadecimal in upper case", (text) => Buffer.from(text).toString("hex").toUpperCase()],
  ["a buffer's JSON", (text) => json(Buffer.from(text))],
  ["a buffer's JSON in lines", (text) => JSON.stringify(Buffer.from(text), undefined, 2)],
  ["in UTF-16", (text) => Buffer.from(text, "utf16le").toString("latin1").replaceAll("ö\0", "ö")],
];

/** Ways to tear a text apart. */
const torn: readonly (readonly [how: string, tear: (text: string) => string])[] = [
  ["over two lines", (text) => inPieces(text, Math.ceil(text.length / 2)).join("\n")],
  ["over lines of a diff", (text) => inPieces(text, 9).join("\n  +   ")],
  ["over lines of a program", (text) => inPieces(text, 7).map(json).join(" +\n  ")],
  ["over members of a list", (text) => json(inPieces(text, 5))],
  ["by tabs and returns", (text) => inPieces(text, 4).join("\r\n\t")],
];

const noise = Array.from({ length: 200 }, (_, line) => `I1128 13:00:00.${String(line)} eventsink.go:62] step of a key`);

/** The text in the middle of a log. */
const amid = (text: string): string => [...noise, `reply <${text}>`, ...noise].join("\n");

describe.each([
  ["long", secret],
  ["short", short],
])("a %s secret", (_, text) => {
  test.each(forms)("is found: %s", (_, write) => {
    expect(secretsIn(write(text), [text])).not.toEqual([]);
    expect(secretsIn(amid(write(text)), ["another secret of nobody", text])).not.toEqual([]);
  });

  test.each(torn)("is found where it is split %s", (_, tear) => {
    expect(secretsIn(amid(tear(text)), [text])).not.toEqual([]);
  });

  test("is found in each form in which the tests let services repeat it", () => {
    for (const form of secretForms(text)) expect(secretsIn(`a${form}b`, [text])).not.toEqual([]);
  });

  test("is not found where it is masked, nor is another one", () => {
    expect(secretsIn(amid("[secret] or (masked, 36 characters, digest 0123456789abcdef)"), [text])).toEqual([]);
    expect(secretsIn(amid(text), ["another secret of nobody", "Mw5-nobody-has-planted-this-one-ever"])).toEqual([]);
  });
});

describe("a part of a long secret", () => {
  test.each([
    ["its first half, cut", secret.slice(0, secret.length / 2)],
    ["its second half", secret.slice(secret.length / 2)],
    ["its middle", secret.slice(12, 36)],
    ["the half of its base64", base64(secret).slice(0, 30)],
    ["the second half of its base64", base64(`a${secret}`).slice(-30)],
    ["half of it, URL-encoded", encodeURIComponent(secret.slice(16))],
    ["two chunks with a log's heads", inPieces(secret, 21).join("\nI1128 13:00:00.123456  4711 log.go:71] ")],
  ])("is found: %s", (_, part) => {
    expect(secretsIn(amid(part), [secret])).toContainEqual(expect.stringMatching(/^a part of /));
  });

  test("is found wherever it stands", () => {
    for (let before = 0; before < 8; before++) {
      expect(secretsIn(`${"-a".repeat(before)}${secret.slice(20, 40)}`, [secret])).toHaveLength(1);
    }
  });
});

describe("a private key", () => {
  let made: TestCertificate;
  let inner: string;

  beforeAll(async () => {
    made = await makeSelfSigned();
    inner = made.privateKey.replaceAll(/-----[^-]*-----|\s/g, "");
  });

  test.each<[string, (key: string) => string]>([
    ["as it is", (key) => key],
    ["in JSON", (key) => json({ private_key: key })],
    ["in base64", base64],
    ["in one line, without its head", () => inner],
    ["in other lines", () => inPieces(inner, 76).join("\n  ")],
    ["in the other format", (key) => createPrivateKey(key).export({ type: "pkcs8", format: "pem" }).toString()],
  ])("is found %s", (_, write) => {
    expect(secretsIn(amid(write(made.privateKey)), [made.privateKey])).not.toEqual([]);
    expect(secretsIn(amid(write(made.privateKey)), [json(made.privateKey).slice(1, -1)])).not.toEqual([]);
  });

  test("is not found in its certificate, in its public key and in words about keys", () => {
    const open = createPublicKey(made.privateKey).export({ type: "spki", format: "pem" }).toString();
    const words = "the key must begin with -----BEGIN RSA PRIVATE KEY-----";
    expect(secretsIn(amid(made.certificate + open + words), [made.privateKey])).toEqual([]);
  });
});

test("nothing is found in what has no secret", () => {
  const random = seededRandom(1);
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const text = Array.from({ length: 200_000 }, () => letters[Math.floor(random() * 64)]).join("");
  expect(secretsIn(text, [secret, short, "k".repeat(4), ""])).toEqual([]);
});

test("a log of megabytes is looked through in a moment", () => {
  const log = amid(base64(secret)).repeat(150);
  const since = performance.now();
  expect(secretsIn(log, [secret])).not.toEqual([]);
  expect(
    secretsIn(
      log,
      Array.from({ length: 20 }, (_, at) => `${String(at)}-not-planted-not-planted-not`),
    ),
  ).toEqual([]);
  expect(performance.now() - since).toBeLessThan(15_000);
});
