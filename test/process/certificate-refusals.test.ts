import { beforeAll, describe, expect, test } from "@jest/globals";

import {
  makeIntermediate,
  makeLeaf,
  makeRoot,
  makeSelfSigned,
  toEncryptedPkcs1,
  toPkcs8,
  type TestAuthority,
  type TestCertificate,
} from "../support/certificates";
import { usePluginFixture } from "../support/plugin-fixture";
import type { Properties } from "../support/plugin-process";
import { CheckError } from "../support/stack-model";

const fixture = usePluginFixture();

const dayMs = 86_400_000;
const selfSigned = { commonName: "shop.example.com", organization: "Shop", validityInDays: 365 };

let root: TestAuthority;
let intermediate: TestAuthority;
let leaf: TestCertificate;
let other: TestAuthority;
let elliptic: TestCertificate;

beforeAll(async () => {
  [root, other, elliptic] = await Promise.all([makeRoot(), makeRoot(), makeSelfSigned({ key: "ec" })]);
  intermediate = await makeIntermediate(root);
  leaf = await makeLeaf(intermediate);
});

const given = (): Properties => ({ certificate: leaf.certificate, privateKey: leaf.privateKey, chain: leaf.chain });
const validFor = (from: number, to: number) =>
  makeSelfSigned({ notBefore: new Date(Date.now() + from * dayMs), notAfter: new Date(Date.now() + to * dayMs) });

/**
 * Refused inputs, and what is said of them. Before the colon stands the property whose value Pulumi prints (PUL 2.1): none
 * where it could be a key, or is long.
 */
type Case = [what: string, args: () => Properties | Promise<Properties>, message: string];

function refuses(cases: readonly Case[]): void {
  test.each(cases)("%s", async (_, args, message) => {
    const before = (await fixture.emulator.client.requests()).length;
    const news = await args();
    const failure = await fixture
      .stack("Certificate")
      .up(news)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CheckError);
    expect((failure as Error).message).toContain(message);
    for (const line of linesOf(news)) expect((failure as Error).message).not.toContain(line);
    expect(await fixture.emulator.client.requests()).toHaveLength(before);
  });
}

/** A PEM without its first and last line. */
function derOf(pem: string): string {
  return pem.split("\n").slice(1, -1).join("");
}

/** The lines of every PEM among the inputs. */
function linesOf(args: Properties): string[] {
  const texts = Object.values(args).filter((value) => typeof value === "string");
  return texts.flatMap((text) => text.split(/\s+/)).filter((line) => /^[A-Za-z0-9+/=]{16,}$/.test(line));
}

describe("a private key is refused that", () => {
  const withKey = (privateKey: () => string) => (): Properties => ({ ...given(), privateKey: privateKey() });
  refuses([
    ["belongs to another certificate", withKey(() => other.privateKey), ": privateKey does not belong to the certifi"],
    ["is encrypted as PKCS#8", withKey(() => toPkcs8(leaf.privateKey, "x")), ": privateKey is encrypted: give it"],
    ["is encrypted in the old way", withKey(() => toEncryptedPkcs1(leaf.privateKey, "x")), ": privateKey is encrypted"],
    ["is of a curve", withKey(() => elliptic.privateKey), ": privateKey is of the type ec: the Certificate Manager"],
    ["is of a curve, as PKCS#8", withKey(() => toPkcs8(elliptic.privateKey)), ": privateKey is of the type ec"],
    ["is garbage", withKey(() => "garbage-of-a-private-key"), ": privateKey must be one private key in PEM"],
    ["is base64 of DER", withKey(() => derOf(leaf.privateKey)), ": privateKey is base64 of DER: give it in PEM"],
    ["is cut off", withKey(() => leaf.privateKey.slice(0, 400)), ": privateKey is no RSA key in PEM that can be read"],
    ["is one of two", withKey(() => `${leaf.privateKey}\n${other.privateKey}`), ": privateKey must be one private key"],
    ["is missing", () => ({ certificate: leaf.certificate }), ": privateKey is required with certificate"],
    ["has no certificate", () => ({ selfSigned, privateKey: leaf.privateKey }), ": privateKey goes with certificate"],
    ["is no text", () => ({ ...given(), privateKey: 7 }), ": privateKey Invalid input: expected string"],
  ]);
});

describe("a certificate is refused that", () => {
  const withCertificate = (certificate: () => string) => (): Properties => ({ ...given(), certificate: certificate() });
  const expired = async (): Promise<Properties> => onlyPem(await validFor(-10, -1));
  const early = async (): Promise<Properties> => onlyPem(await validFor(1, 10));
  refuses([
    [
      "holds a private key",
      withCertificate(() => `${leaf.certificate}\n${leaf.privateKey}`),
      ": certificate holds a pr",
    ],
    ["is one, for its key", withCertificate(() => toPkcs8(leaf.privateKey)), ": certificate holds a private key"],
    ["is garbage", withCertificate(() => "garbage"), ": certificate must be whole certificates in PEM"],
    [
      "is a private key in base64",
      withCertificate(() => Buffer.from(leaf.privateKey).toString("base64")),
      ": certificate holds a private key",
    ],
    [
      "is base64 of DER",
      withCertificate(() => derOf(leaf.certificate)),
      ": certificate is base64 of DER: give it in PEM",
    ],
    ["is cut off", withCertificate(() => leaf.certificate.slice(0, 500)), ": certificate must be whole certificates"],
    ["has expired", expired, ": certificate has expired: ended on 2"],
    ["is not valid yet", early, ": certificate is not valid yet: begins on 2"],
    [
      "comes behind its chain in a bundle",
      () => ({ certificate: `${leaf.chain}\n${leaf.certificate}`, privateKey: leaf.privateKey }),
      ": privateKey belongs to certificate 3 of the bundle: its own certificate has to be the first one",
    ],
    [
      "has its chain in the wrong order in a bundle",
      () => ({ certificate: pem(leaf, root, intermediate), privateKey: leaf.privateKey }),
      ": certificate does not continue: certificate 1 of the chain did not sign the certificate",
    ],
  ]);
});

describe("a chain is refused that", () => {
  const withChain = (chain: () => string) => (): Properties => ({ ...given(), chain: chain() });
  refuses([
    ["is in the wrong order", withChain(() => pem(root, intermediate)), ": chain does not continue: certificate 1 of"],
    ["is foreign", withChain(() => pem(other)), ": chain does not continue: certificate 1 of the chain did not sign"],
    [
      "lacks a certificate",
      withChain(() => pem(root)),
      ": chain does not continue: certificate 1 of the chain did not",
    ],
    [
      "goes on with a foreign one",
      withChain(() => pem(intermediate, other)),
      "certificate 2 of the chain did not sign",
    ],
    ["holds a private key", withChain(() => `${leaf.chain}\n${root.privateKey}`), ": chain holds a private key"],
    ["is garbage", withChain(() => "garbage"), ": chain must be whole certificates in PEM"],
    ["is empty", withChain(() => ""), ": chain must be whole certificates in PEM"],
    ["is cut off", withChain(() => leaf.chain.slice(0, -100)), ": chain must be whole certificates in PEM"],
    [
      "has no certificate",
      () => ({ selfSigned, chain: leaf.chain }),
      ": chain goes with certificate, which is missing",
    ],
    ["has an expired root", chainOfExpiredRoot, ": chain has expired: certificate 1 of the chain ended on 2"],
  ]);
});

describe("inputs are refused that", () => {
  const plus = (news: Properties) => (): Properties => ({ selfSigned, ...news });
  const signed = (news: Properties) => (): Properties => ({ selfSigned: { ...selfSigned, ...news } });
  const recipient = { userId: "u1", userName: "kim" };
  refuses([
    ["ask for both forms", () => ({ ...given(), selfSigned }), "selfSigned: cannot be given together with certificate"],
    ["ask for neither", () => ({ name: "shop" }), "selfSigned: or certificate and privateKey must be given"],
    ["have a short name", plus({ name: "ab" }), "name: must be 3 to 30 characters"],
    ["have a long name", plus({ name: "a".repeat(31) }), "name: must be 3 to 30 characters"],
    ["have a name with a blank", plus({ name: "my shop" }), "name: must be 3 to 30 characters"],
    ["have no common name", signed({ commonName: "" }), "selfSigned: commonName: must have 1 to 64 characters"],
    ["have a long organization", signed({ organization: "x".repeat(65) }), "selfSigned: organization: must have 1 to"],
    ["are valid for no day", signed({ validityInDays: 0 }), "selfSigned: validityInDays: must be from 1 to 36500 days"],
    ["are valid for half a day", signed({ validityInDays: 0.5 }), "validityInDays: must be a whole number of days"],
    ["renew at once", signed({ renewBeforeDays: 365 }), "renewBeforeDays must be less than validityInDays"],
    ["begin in the past", signed({ notBefore: "2020-01-01" }), "selfSigned: notBefore must not be in the past"],
    ["begin on no day", signed({ notBefore: "2030-02-30" }), "selfSigned: notBefore: must be a day as YYYY-MM-DD"],
    ["have a typo in a part", signed({ renewBefore: 30 }), 'selfSigned: Unrecognized key: "renewBefore"'],
    ["are in no time zone", plus({ timezone: "Asia/Soul" }), "timezone: must be the IANA name of a time zone"],
    ["are in an offset", plus({ timezone: "+09:00" }), "timezone: must be the IANA name of a time zone"],
    ["have 101 recipients", plus({ recipients: Array(101).fill(recipient) }), "recipients: must be at most 100 recip"],
    ["have half a recipient", plus({ recipients: [{ userId: "u1" }] }), "recipients: [0].userName: Invalid input"],
    ["have an unnamed one", plus({ recipients: [{ ...recipient, userName: "" }] }), "must be the name of a user"],
    ["have a typo in one", plus({ recipients: [{ ...recipient, mail: "x" }] }), '[0]: Unrecognized key: "mail"'],
    ["have a typo in a name", () => ({ ...given(), privatekey: leaf.privateKey }), "did you mean privateKey?"],
  ]);
});

test("all recipients that the service takes are taken", async () => {
  const recipients = Array.from({ length: 100 }, (_, index) => ({ userId: `u${String(index)}`, userName: "kim" }));
  await fixture.stack("Certificate").up({ selfSigned, recipients });
  const [stored] = await fixture.emulator.client.certificates.stored();
  expect(stored?.recipients).toHaveLength(100);
});

test("what is known of unknown inputs is refused all the same", async () => {
  const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const preview = async (news: Properties): Promise<unknown> => {
    const model = fixture.stack("Certificate");
    await model.up({ selfSigned });
    return model.preview(news);
  };
  await expect(preview({ ...given(), privateKey: unknownValue, chain: "x" })).rejects.toThrow("chain must be whole");
  await expect(preview({ ...given(), chain: unknownValue, privateKey: other.privateKey })).rejects.toThrow(
    "privateKey does not belong to the certificate",
  );
  expect(await preview({ ...given(), certificate: unknownValue })).toMatchObject({ changes: "some" });
});

function pem(...parts: TestCertificate[]): string {
  return parts.map(({ certificate }) => certificate).join("\n");
}

function onlyPem({ certificate, privateKey }: TestCertificate): Properties {
  return { certificate, privateKey };
}

async function chainOfExpiredRoot(): Promise<Properties> {
  const old = await makeRoot({ notAfter: new Date(Date.now() - 1000) });
  return { ...onlyPem(await makeLeaf(old)), chain: old.certificate };
}
