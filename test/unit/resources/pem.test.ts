import { createPrivateKey, generateKeyPairSync, X509Certificate, type KeyObject } from "node:crypto";

import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import {
  certificatesIn,
  certificatesProblem,
  formsOfPrivateKey,
  holdsPrivateKey,
  pemOf,
  pkcs1Of,
  privateKeyProblem,
  sameCertificates,
  samePrivateKey,
} from "../../../provider/resources/scp/certificatemanager/pem";
import { formProblem } from "../../../provider/resources/scp/certificatemanager/pem-text";
import { makeSelfSigned, toEncryptedPkcs1, toPkcs8, type TestCertificate } from "../../support/certificates";

let one: TestCertificate;
let other: TestCertificate;

beforeAll(async () => {
  [one, other] = await Promise.all([makeSelfSigned(), makeSelfSigned({ commonName: "other.example.com" })]);
});

const certificates = (text: string): readonly X509Certificate[] => certificatesIn(text) ?? [];

/** What people and tools do to a PEM text without changing what it says. */
const lineEnd = fc.constantFrom("\n", "\r\n", "\n\n", " \n", "\n  ", "\r\n\r\n", " ");
const around = fc.constantFrom("", "\n", "\uFEFF", "Bag Attributes\n  friendlyName: shop\n", "# a comment\r\n\r\n");
const dress = (pem: string, end: string, before: string, after: string): string =>
  `${before}${pem.replaceAll("\n", end)}${after}`;
const dressing = fc.tuple(lineEnd, around, around);

describe("whatever stands around and between its lines", () => {
  test("a certificate is the same, and is sent in the same way", () => {
    fc.assert(
      fc.property(dressing, (how) => {
        const text = dress(one.certificate, ...how);
        expect(sameCertificates(text, one.certificate)).toBe(true);
        expect(pemOf(certificates(text))).toBe(one.certificate);
      }),
    );
  });

  test("a key is the same in either format, and is sent as PKCS#1", () => {
    const formats = fc.constantFrom((key: string) => key, toPkcs8);
    fc.assert(
      fc.property(dressing, formats, (how, format) => {
        const text = dress(format(one.privateKey), ...how);
        expect(privateKeyProblem(text)).toBeUndefined();
        expect(samePrivateKey(text, one.privateKey)).toBe(true);
        expect(pkcs1Of(text)).toBe(one.privateKey);
      }),
    );
  });

  test("a bundle keeps its order", () => {
    const order = fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(order, dressing, (places, how) => {
        const wanted = places.map((place) => [one, other][place]?.certificate ?? "");
        const found = certificates(wanted.map((pem) => dress(pem, ...how)).join("\n"));
        expect(found.map((certificate) => certificate.toString().trim())).toEqual(wanted);
      }),
    );
  });
});

/** How a PEM text gets into a program: by an environment variable, a store that takes one line only, an editor. */
const toBase64 = (text: string): string => Buffer.from(text).toString("base64");
const inLines = (text: string, end: string): string => text.replaceAll(/.{76}/g, `$&${end}`);
const carriers: readonly [string, (pem: string) => string][] = [
  ["with \\n for its line ends", (pem) => pem.replaceAll("\n", "\\n")],
  ["with \\r\\n for its line ends", (pem) => `${pem.replaceAll("\n", "\\r\\n")}\\r\\n`],
  ["in quotes", (pem) => `"${pem}"`],
  ["in quotes, with \\n for its line ends", (pem) => `'${pem.replaceAll("\n", "\\n")}\\n'`],
  ["behind a byte order mark", (pem) => `\uFEFF${pem}`],
  ["in base64", toBase64],
  ["in base64 without its last characters", (pem) => toBase64(pem).replace(/=+$/, "")],
  ["in base64 of several lines", (pem) => `${inLines(toBase64(`${pem}\n`), "\n")}\n`],
  ["in base64 of several lines of Windows", (pem) => inLines(toBase64(pem), "\r\n")],
  ["in base64 with \\n for its line ends", (pem) => inLines(toBase64(pem), "\\n")],
  ["in base64 in quotes", (pem) => `"${toBase64(pem)}"`],
  ["in base64 behind a byte order mark", (pem) => `\uFEFF${toBase64(pem)}`],
  ["in base64, behind a byte order mark", (pem) => toBase64(`\uFEFF${pem}`)],
  ["in base64, with \\n for its line ends", (pem) => toBase64(pem.replaceAll("\n", "\\n"))],
  ["in base64, behind something else", (pem) => toBase64(`Bag Attributes\n  friendlyName: shop\n${pem}`)],
  ["in base64 behind something else", (pem) => `# shop\n${toBase64(pem)}`],
];

describe.each(carriers)("given %s", (_, carry) => {
  test("a certificate is the same, and is sent in the same way", () => {
    const text = carry(one.certificate);
    expect(sameCertificates(text, one.certificate)).toBe(true);
    expect(sameCertificates(text, carry(other.certificate))).toBe(false);
    expect(pemOf(certificates(text))).toBe(one.certificate);
    expect(holdsPrivateKey(text)).toBe(false);
  });

  test("a bundle keeps its order", () => {
    const whole = carry(`${one.certificate}\n${other.certificate}`);
    const parts = `${carry(one.certificate)}\n${carry(other.certificate)}`;
    for (const text of [whole, parts]) {
      expect(certificates(text).map((found) => found.toString().trim())).toEqual([one.certificate, other.certificate]);
    }
  });

  test("a key of either format is the same, is sent as PKCS#1, and is given away by the same texts", () => {
    for (const key of [one.privateKey, toPkcs8(one.privateKey)]) {
      const text = carry(key);
      expect(privateKeyProblem(text)).toBeUndefined();
      expect(samePrivateKey(text, one.privateKey)).toBe(true);
      expect(samePrivateKey(text, carry(other.privateKey))).toBe(false);
      expect(pkcs1Of(text)).toBe(one.privateKey);
      expect(formsOfPrivateKey(text)).toEqual(formsOfPrivateKey(one.privateKey));
    }
  });

  test("a key is noticed among certificates", () => {
    for (const key of [one.privateKey, one.privateKey.slice(0, 200), toPkcs8(one.privateKey, "x")]) {
      const text = carry(key);
      const all = [
        text,
        carry(`${one.certificate}\n${key}`),
        `${one.certificate}\n${text}`,
        `${text}\n${one.certificate}`,
      ];
      expect(all.map(holdsPrivateKey)).toEqual(all.map(() => true));
    }
  });
});

test("two texts of different forms are the same where they hold the same", () => {
  const carrier = fc.constantFrom(...carriers.map(([, carry]) => carry));
  fc.assert(
    fc.property(carrier, carrier, (here, there) => {
      expect(sameCertificates(here(one.certificate), there(one.certificate))).toBe(true);
      expect(samePrivateKey(here(one.privateKey), there(toPkcs8(one.privateKey)))).toBe(true);
    }),
  );
});

test("base64 of PEM is known wherever it begins, breaks and ends", () => {
  const before = fc.string({ minLength: 0, maxLength: 5, unit: fc.constantFrom("#", " ", "ä", "\n") });
  const width = fc.integer({ min: 1, max: 80 });
  fc.assert(
    fc.property(before, width, lineEnd, around, around, (inside, characters, end, ...outside) => {
      const key = toBase64(`${inside}${one.privateKey}`).replaceAll(
        new RegExp(`.{${String(characters)}}`, "g"),
        `$&${end}`,
      );
      const [first, last] = outside;
      expect(samePrivateKey(`${first}${key}${last}`, one.privateKey)).toBe(true);
      expect(holdsPrivateKey(`${one.certificate}\n${key}${last}${one.certificate}`)).toBe(true);
    }),
  );
});

describe("what is no PEM is called what it is:", () => {
  const certificate = (): string => new X509Certificate(one.certificate).raw.toString("base64");
  const key = (type: "pkcs1" | "pkcs8") => () =>
    createPrivateKey(one.privateKey).export({ type, format: "der" }).toString("base64");
  const ofDer = "is base64 of DER: give it in PEM";
  const ofElse = "is base64, but not of PEM: give it in PEM";

  test.each<[string, () => string, string | undefined]>([
    ["a certificate in DER", certificate, ofDer],
    ["a certificate in DER, in lines", () => `"${inLines(certificate(), "\\n")}"`, ofDer],
    ["a key in DER, as PKCS#1", key("pkcs1"), ofDer],
    ["a key in DER, as PKCS#8", key("pkcs8"), ofDer],
    ["a small key in DER", () => toBase64Der(generateKeyPairSync("ed25519").privateKey), ofDer],
    ["base64 of another text", () => toBase64("neither a certificate nor a key ".repeat(4)), ofElse],
    ["base64 of base64 of PEM", () => toBase64(toBase64(one.certificate)), ofElse],
    ["a word", () => "certificate", undefined],
    ["a sentence", () => "this is not a certificate and not a key either, but a rather long sentence", undefined],
    ["nothing", () => "", undefined],
    ["PEM", () => one.certificate, undefined],
    ["PEM in base64", () => toBase64(one.privateKey), undefined],
  ])("%s", (_, text, problem) => {
    expect(formProblem(text())).toBe(problem);
  });

  test("it is refused with that", () => {
    expect(certificatesProblem(certificate())).toBe(ofDer);
    expect(certificatesProblem(toBase64("neither a certificate nor a key ".repeat(4)))).toBe(ofElse);
    expect(certificatesProblem("garbage")).toContain("must be whole certificates in PEM");
    expect(certificatesProblem(toBase64(one.privateKey))).toContain("holds a private key");
    expect(privateKeyProblem(key("pkcs8")())).toBe(ofDer);
    expect(privateKeyProblem(toBase64("neither a certificate nor a key ".repeat(4)))).toBe(ofElse);
  });
});

test.each(["X509 CERTIFICATE", "TRUSTED CERTIFICATE"])("a certificate may be labelled %s", (label) => {
  expect(sameCertificates(one.certificate.replaceAll("CERTIFICATE", label), one.certificate)).toBe(true);
});

test("what a trusted certificate has behind it is left out", () => {
  const trusted = Buffer.concat([new X509Certificate(one.certificate).raw, Buffer.from("300206003000", "hex")]);
  const pem = `-----BEGIN TRUSTED CERTIFICATE-----\n${trusted.toString("base64")}\n-----END TRUSTED CERTIFICATE-----`;
  expect(pemOf(certificates(pem))).toBe(one.certificate);
});

describe("no certificates are", () => {
  const whole = (): string => `${one.certificate}\n${other.certificate}`;
  test.each<[string, () => string]>([
    ["an empty text", () => ""],
    ["a text without PEM", () => "not a certificate"],
    ["base64 without its lines around it", () => new X509Certificate(one.certificate).raw.toString("base64")],
    ["a request for one", () => one.certificate.replaceAll("CERTIFICATE", "CERTIFICATE REQUEST")],
    ["a bundle whose last one is cut off", () => whole().slice(0, -100)],
    ["a bundle whose first one lacks its beginning", () => whole().slice(100)],
    ["a bundle of which one has another end", () => whole().replace("END CERTIFICATE", "END X509 CERTIFICATE")],
    ["a block that is no base64", () => one.certificate.replace("M", "!")],
    ["a block that is something else", () => one.certificate.replace(/\nMII/, "\nAAA")],
    ["an empty block", () => "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----"],
  ])("%s", (_, text) => {
    expect(certificatesIn(text())).toBeUndefined();
  });

  test("and they are the same only where they are the same text", () => {
    expect(sameCertificates("x", "x")).toBe(true);
    expect(sameCertificates("x", "y")).toBe(false);
    expect(sameCertificates("x", one.certificate)).toBe(false);
  });
});

test("other certificates, more, fewer or in another order are not the same", () => {
  const [a, b] = [one.certificate, other.certificate];
  expect(sameCertificates(a, b)).toBe(false);
  expect(sameCertificates(`${a}\n${b}`, a)).toBe(false);
  expect(sameCertificates(a, `${a}\n${b}`)).toBe(false);
  expect(sameCertificates(`${a}\n${b}`, `${b}\n${a}`)).toBe(false);
});

test("a private key is noticed among certificates, also one that is cut off or encrypted", () => {
  expect(holdsPrivateKey(one.certificate)).toBe(false);
  const keys = [one.privateKey, one.privateKey.slice(0, 200), toPkcs8(one.privateKey), toPkcs8(one.privateKey, "x")];
  for (const key of keys) expect(holdsPrivateKey(`${one.certificate}\n${key}`)).toBe(true);
});

describe("a private key", () => {
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const ed = generateKeyPairSync("ed25519").privateKey;
  const pss = generateKeyPairSync("rsa-pss", { modulusLength: 2048 }).privateKey;
  const relabelled = (label: string) => () => toPkcs8(one.privateKey).replaceAll("PRIVATE KEY", label);

  test.each<[string, () => string, string]>([
    ["is missing", () => "", "must be one private key in PEM (PKCS#1 or PKCS#8)"],
    ["is a certificate", () => one.certificate, "must be one private key in PEM"],
    ["is a public key", () => publicKey(), "must be one private key in PEM"],
    ["is one of two", () => `${one.privateKey}\n${other.privateKey}`, "must be one private key in PEM"],
    ["is given twice", () => `${one.privateKey}\n${toPkcs8(one.privateKey)}`, "must be one private key in PEM"],
    ["is encrypted as PKCS#8", () => toPkcs8(one.privateKey, "pass"), "is encrypted: give it without a passphrase"],
    ["is encrypted in the old way", () => toEncryptedPkcs1(one.privateKey, "pass"), "is encrypted: give it without"],
    ["is of a curve, as PKCS#8", () => pem(ec, "pkcs8"), "is of the type ec: the Certificate Manager takes RSA keys"],
    ["is of a curve, as SEC 1", () => pem(ec, "sec1"), "is of the type ec"],
    ["is for Ed25519", () => pem(ed, "pkcs8"), "is of the type ed25519"],
    ["is for RSA-PSS only", () => pem(pss, "pkcs8"), "is of the type rsa-pss"],
    ["is OpenSSH's", relabelled("OPENSSH PRIVATE KEY"), "is in OpenSSH's own format: give it as PKCS#1 or PKCS#8"],
    ["is of a kind that nobody knows", relabelled("DSA PRIVATE KEY"), "is no RSA key in PEM that can be read"],
    ["is cut off", () => one.privateKey.slice(0, 500), "it may be cut off or damaged"],
    ["has no beginning", () => one.privateKey.slice(100), "it may be cut off or damaged"],
    ["is damaged", () => one.privateKey.replace(/\nMII/, "\nAAA"), "it may be cut off or damaged"],
  ])("that %s is refused, and no part of it is said", (_, text, reason) => {
    const problem = privateKeyProblem(text());
    expect(problem).toContain(reason);
    const lines = text()
      .split("\n")
      .filter((line) => line.length > 3);
    for (const line of lines) expect(problem).not.toContain(line);
  });

  test("may stand beside its certificate", () => {
    expect(privateKeyProblem(`${one.certificate}\n${toPkcs8(one.privateKey)}`)).toBeUndefined();
  });

  test("is not another one", () => {
    expect(samePrivateKey(one.privateKey, other.privateKey)).toBe(false);
    expect(samePrivateKey("x", one.privateKey)).toBe(false);
    expect(samePrivateKey("x", "x")).toBe(true);
  });

  test("is given away by either format and by each line of it", () => {
    const forms = formsOfPrivateKey(`\r\n${toPkcs8(one.privateKey).replaceAll("\n", "\r\n")}`);
    for (const text of [one.privateKey, toPkcs8(one.privateKey)]) {
      expect(forms).toEqual(expect.arrayContaining([text, ...text.split("\n").slice(1, -1)]));
    }
    expect(formsOfPrivateKey("x")).toEqual([]);
    expect(formsOfPrivateKey(pem(ec, "sec1"))).toContain(pem(ec, "pkcs8"));
  });
});

function publicKey(): string {
  return String(new X509Certificate(one.certificate).publicKey.export({ type: "spki", format: "pem" }));
}

function toBase64Der(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "der" }).toString("base64");
}

function pem(key: KeyObject, type: "pkcs8" | "sec1"): string {
  return String(key.export({ type, format: "pem" })).trim();
}
