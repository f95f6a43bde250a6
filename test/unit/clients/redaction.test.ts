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
        const pieces = Array.from({ length: Math.max(0, shown.length - 15) }, (_, at) => shown.slice(at, at + 16));
        expect(pieces.filter((part) => hidden.includes(part))).toEqual([]);
      }),
      { numRuns: 30 },
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

describe("a secret that is many times as long as the message", () => {
  const line = (at: number): string =>
    `"line ${String(at * 7919)}": 'wörd=${String(at ** 3)}&%' + 비밀 값 <${String(at)}>\n`;
  const text = Array.from({ length: 2000 }, (_, at) => line(at)).join("");
  const json = JSON.stringify(text);
  const ascii = json.replaceAll(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const forms: readonly [string, string][] = [
    ["plain", text],
    ["JSON-escaped", json],
    ["JSON in JSON", JSON.stringify(json)],
    ["JSON in JSON in JSON", JSON.stringify(JSON.stringify(json))],
    ["JSON in ASCII", ascii],
    ["JSON in ASCII in JSON", JSON.stringify(ascii)],
    ["URL-encoded", encodeURIComponent(text)],
    ["form-encoded", new URLSearchParams({ a: text }).toString().slice(2)],
    ["base64", Buffer.from(text).toString("base64")],
    ["base64 after something else", Buffer.from(`x${text}`).toString("base64")],
    ["base64 for URLs", Buffer.from(text).toString("base64url")],
    ["base64, URL-encoded", encodeURIComponent(Buffer.from(text).toString("base64"))],
    ["JSON in JSON in base64", Buffer.from(JSON.stringify(json)).toString("base64")],
    ["in one line", text.replaceAll(/\s+/g, " ")],
  ];

  test.each(forms)("is hidden in part that is %s", (_, form) => {
    fc.assert(
      fc.property(fc.nat(form.length - 1000), fc.integer({ min: 150, max: 600 }), (start, length) => {
        const shown = form.slice(start, start + length);
        const hidden = redact(`the body was «${shown}»`, [text]);
        expect(hidden).toMatch(/^the body was «.{0,15}\[secret\].{0,15}»$/s);
      }),
      { numRuns: 10 },
    );
  });

  test.each([10, 12, 40, 600])("is hidden where the text was cut after %d characters of it", (length) => {
    expect(redact(`${cut(`the body: ${text}`, 10 + length)} (request id 1)`, [text])).toBe(
      "the body: [secret]… (request id 1)",
    );
  });

  test("hides nothing else", () => {
    const other = "HTTP 400 ValidationError: Field required, line 12 'wörd' + 비밀 (request id req-0123456789abcdef)";
    expect(redact(other, [text])).toBe(other);
  });
});

describe("takes little time", () => {
  /** Milliseconds of this process's own work: the machine may be busy with something else. */
  const spent = (work: () => void): number => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  /** What work takes: it is done again only where it took more than a limit. */
  const quickest = (work: () => void, limit: number): number => {
    let least = spent(work);
    for (let again = 0; again < 2 && least >= limit; again++) least = Math.min(least, spent(work));
    return least;
  };
  const random = (length: number, seed: number): string => {
    let [state, text] = [seed, ""];
    while (text.length < length) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      text += (state >>> 8).toString(36);
    }
    return text.slice(0, length);
  };
  const outage = "HTTP 503 from a gateway, not from the service: Service Unavailable. Try again later";
  const large = random(1_000_000, 1);
  const clusters = Array.from({ length: 1500 }, (_, at) => ({
    name: `cluster-${String(at)}`,
    cluster: { server: `https://${random(8, at + 1)}.example.com`, note: 'say "hi" <a=b>\n' },
    token: random(40, at + 2000),
  }));
  const kubeconfig = { kubeconfig: JSON.stringify({ clusters }) };
  const kubeconfigSecrets = [...stringsIn(kubeconfig), JSON.stringify(kubeconfig)];
  const echo = JSON.stringify(kubeconfig).slice(3000, 11_000);

  test.each<[string, string, readonly string[]]>([
    ["with a secret of 1 MB", random(8000, 3), [large]],
    ["with a part of such a secret", large.slice(5000, 13_000), [large]],
    ["with that part in base64", Buffer.from(large.slice(5000, 11_000)).toString("base64"), [large]],
    ["with a secret of thousands of texts, JSON in JSON", outage, kubeconfigSecrets],
    ["with a long message and such a secret", random(8000, 3), kubeconfigSecrets],
    ["with a part of such a secret as it is sent", echo, kubeconfigSecrets],
    ["with a text that was cut", cut(echo, 1000), kubeconfigSecrets],
    ["with a text that was cut often", "the cluster…".repeat(700), kubeconfigSecrets],
  ])("%s", (_, text, secrets) => {
    const limit = 1000;
    const time = quickest(() => {
      redact(text, secrets);
    }, limit);
    expect(time).toBeLessThan(limit);
  });

  test("for many failures of an outage", () => {
    const all = (): void => {
      for (let i = 0; i < 25; i++) redact(`${String(i)}: ${outage}`, kubeconfigSecrets);
    };
    expect(spent(all)).toBeLessThan(2500);
  });
});
