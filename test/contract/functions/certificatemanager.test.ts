import { afterEach, beforeAll, describe, expect, jest, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import {
  checkCertificate,
  checkCertificateOutput,
  getCertificate,
  getCertificateOutput,
  isCertificateNameTaken,
  isCertificateNameTakenOutput,
  listCertificates,
  listCertificatesOutput,
} from "../../../provider/index";
import {
  makeIntermediate,
  makeLeaf,
  makeRoot,
  makeSelfSigned,
  toPkcs8,
  type TestCertificate,
} from "../../support/certificates";
import { uploadedParts } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";
import { KeySearch } from "../../support/key-search";
import { seen, startProgram, useProgram } from "../../support/program";

const running = useEmulator();
useProgram(() => running.emulator);

let leaf: TestCertificate;
let other: TestCertificate;

beforeAll(async () => {
  const issuer = await makeIntermediate(await makeRoot());
  const { certificate, privateKey, chain } = await makeLeaf(issuer, { commonName: "shop.example.com" });
  leaf = { certificate, privateKey, chain };
  other = await makeSelfSigned();
});

afterEach(() => {
  jest.restoreAllMocks();
});

const path = "/v1/certificatemanager";
const selfSign = async (name: string, fields: object = {}): Promise<string> =>
  (await running.client.certificates.selfSign(name, { cn: "shop.example.com", organization: "Shop", ...fields })).id;
const sent = async (): Promise<string[]> =>
  (await running.client.requests()).map(({ method, path: where }) => `${method} ${where}`);
const choose = (version: string): void => {
  pulumi.runtime.setConfig("scp:apiVersions", JSON.stringify({ certificatemanager: version }));
};
const nonsense = (args: object): never => args as never;

describe("a certificate", () => {
  test("that the service signed is shown as the inputs that would make it", async () => {
    const id = await selfSign("shop", { not_before_dt: "90000101", not_after_dt: "90001231" });
    const shown = {
      id,
      name: "shop",
      state: "VALID",
      kind: "DEV",
      commonName: "shop.example.com",
      organization: "Shop",
      notBefore: "9000-01-01T00:00:00",
      notAfter: "9000-12-31T23:59:59",
      keyBitSize: 2048,
      renewalDue: false,
      createdAt: (await running.client.certificates.only()).created_at,
      selfSigned: {
        commonName: "shop.example.com",
        organization: "Shop",
        validityInDays: 364,
        notBefore: "9000-01-01",
      },
    };
    expect(await getCertificate({ id })).toEqual(shown);
    expect(await getCertificate({ name: "shop" })).toEqual(shown);
    expect(await seen(getCertificateOutput({ id: pulumi.output(id) }))).toEqual({
      value: shown,
      isKnown: true,
      isSecret: false,
    });
  });

  test("that was uploaded is shown without its PEM", async () => {
    const { id } = await running.client.certificates.upload("shop", leaf);
    const found = await getCertificate({ id });
    expect(found).toMatchObject({ kind: "PRD", commonName: "shop.example.com", organization: "Example" });
    expect(Object.keys(found)).not.toEqual(expect.arrayContaining(["certificate", "privateKey", "fingerprint"]));
  });

  test("is due for another one 30 days before its end, by the service's clock", async () => {
    const { id } = await running.client.certificates.upload("shop", leaf);
    expect((await getCertificate({ id })).renewalDue).toBe(false);
    await running.client.advance("P340D");
    expect((await getCertificate({ id })).renewalDue).toBe(true);
  });

  test("has more to show since API version 1.2", async () => {
    const id = await selfSign("shop");
    choose("1.2");
    expect(await getCertificate({ id })).toMatchObject({
      isInUse: false,
      issuer: "shop.example.com",
      publicKeyType: "RSA",
      publicKeyBitSize: 2048,
      signatureAlgorithm: "sha256WithRSAEncryption",
    });
    expect((await getCertificate({ id })).daysUntilExpiration).toBeGreaterThan(365);
  });

  test.each<[string, object, object]>([
    ["numbers and flags as texts", { days_until_expiration: "30", is_in_use: "Y" }, { daysUntilExpiration: 30 }],
    [
      "names as a list",
      { sub_domain: ["a.example.com", "b.example.com"] },
      { subDomain: "a.example.com, b.example.com" },
    ],
  ])("may show these in another form: %s", async (_, fields, shown) => {
    const certificate = { ...(await running.client.certificates.show(await selfSign("shop"))), ...fields };
    await running.client.addFault({ path, fault: { status: 200, body: { certificate } } });
    expect(await getCertificate({ id: certificate.id })).toMatchObject(shown);
  });

  test("is shown all the same where one of these is not understood", async () => {
    const odd = {};
    const fields = { days_until_expiration: odd, is_in_use: odd, issuer: odd, public_key_bit_size: odd };
    const certificate = {
      ...(await running.client.certificates.show(await selfSign("shop"))),
      ...fields,
      public_key_type: odd,
      signature_algorithm: odd,
      sub_domain: [odd],
    };
    const expected = await getCertificate({ id: certificate.id });
    await running.client.addFault({ path, fault: { status: 200, body: { certificate } } });
    expect(await getCertificate({ id: certificate.id })).toEqual(expected);
  });

  test("that is not there, or has its name with another, is an error that says so", async () => {
    await expect(getCertificate({ name: "shop" })).rejects.toThrow(
      'getCertificate: there is no certificate with the name "shop"',
    );
    await expect(getCertificate({ id: "0".repeat(32) })).rejects.toThrow(
      /^getCertificate: cannot read the certificate: GET certificatemanager \S+: HTTP 404 NotFound/,
    );
    const listed = { name: "shop", state: "VALID", not_before_dt: "", not_after_dt: "" };
    const certificates = ["one", "two"].map((id) => ({ ...listed, id }));
    await running.client.addFault({ path, fault: { status: 200, body: { count: 2, certificates } } });
    await expect(getCertificate({ name: "shop" })).rejects.toThrow("Give the id of one: one (VALID), two (VALID)");
  });

  test.each<[object, string]>([
    [{}, "give exactly one of id and name"],
    [{ id: "a", name: "b" }, "give exactly one of id and name"],
    [{ name: "" }, "name: must be the name of a certificate, not an empty text"],
    [{ id: 5 }, "id: must be the id of a certificate"],
  ])("is not asked for by %j", async (args, reason) => {
    await expect(getCertificate(args)).rejects.toThrow(`getCertificate: ${reason}`);
    expect(await sent()).toEqual([]);
  });
});

describe("a list of certificates", () => {
  test("has those that match, with less than a single one shows", async () => {
    const id = await selfSign("shop");
    await running.client.certificates.upload("other", other);
    const names = async (filter: object): Promise<string[]> =>
      (await listCertificates(filter)).map(({ name }) => name).sort();
    expect(await names({})).toEqual(["other", "shop"]);
    expect(await names({ name: "shop" })).toEqual(["shop"]);
    expect(await names({ commonName: "www.example.com" })).toEqual(["other"]);
    expect(await names({ state: "EXPIRED" })).toEqual([]);
    expect(await names({ state: "VALID", isMine: true })).toEqual(["other", "shop"]);
    const { selfSigned: _selfSigned, organization: _organization, ...single } = await getCertificate({ id });
    const { keyBitSize: _keyBitSize, createdAt: _createdAt, ...listed } = single;
    expect(await listCertificates({ name: "shop" })).toEqual([listed]);
  });

  test("is read page by page, and no further than the loop goes", async () => {
    const page = (from: number): object[] =>
      Array.from({ length: 1000 }, (_, at) => ({
        id: String(from + at),
        name: `shop${String(from + at)}`,
        state: "VALID",
        not_before_dt: "2026-01-01T00:00:00",
        not_after_dt: "2027-01-01T00:00:00",
      }));
    const plan = async (): Promise<void> => {
      for (const from of [0, 1000]) {
        const body = { count: 2000, certificates: page(from) };
        await running.client.addFault({ path, fault: { status: 200, body } });
      }
    };
    await plan();
    for await (const { name } of listCertificates()) {
      expect(name).toBe("shop0");
      break;
    }
    expect(await sent()).toHaveLength(1);
    await running.client.removeFaults();
    await plan();
    expect(await seen(listCertificatesOutput().apply((all) => all.length))).toMatchObject({ value: 2000 });
  });

  test.each<[object, string]>([
    [{ state: "" }, "state: must be a state in the service's spelling, not an empty text"],
    [{ commonName: 5 }, "commonName: must be a common name"],
    [{ isMine: "yes" }, "isMine: "],
    [{ cn: "shop" }, "cn is no argument of it"],
  ])("is not asked for by %j", async (args, reason) => {
    await expect(listCertificates(args)).rejects.toThrow(`listCertificates: ${reason}`);
    expect(await sent()).toEqual([]);
  });
});

describe("a name", () => {
  test("is taken while a certificate has it", async () => {
    expect(await isCertificateNameTaken({ name: "shop" })).toBe(false);
    await selfSign("shop");
    expect(await isCertificateNameTaken({ name: "shop" })).toBe(true);
    expect(await seen(isCertificateNameTakenOutput({ name: "shop" }))).toMatchObject({ value: true, isSecret: false });
  });

  test("is neither taken nor free where the reply does not tell it", async () => {
    await running.client.addFault({ path: "check-duplication", fault: { status: 200, body: { result: null } } });
    await expect(isCertificateNameTaken({ name: "shop" })).rejects.toThrow("isCertificateNameTaken: ");
  });

  test("has to be given", async () => {
    await expect(isCertificateNameTaken(nonsense({}))).rejects.toThrow("isCertificateNameTaken: name is required");
    expect(await sent()).toEqual([]);
  });
});

describe("a check", () => {
  test.each(["1.0", "1.1", "1.2"])(
    "tells whether certificate, key and chain are valid, by API version %s",
    async (version) => {
      jest.spyOn(console, "error").mockReturnValue();
      choose(version);
      expect(await checkCertificate(leaf)).toBe(true);
      expect(await checkCertificate({ ...leaf, privateKey: other.privateKey })).toBe(false);
      expect(await running.client.certificates.stored()).toEqual([]);
    },
  );

  test("takes PEM as the resource does: PKCS#8, other line ends, a bundle, and base64 of it", async () => {
    const { certificate, privateKey, chain } = leaf;
    const given = [
      { certificate: `${certificate}\n${chain}`, privateKey: toPkcs8(privateKey) },
      { certificate: certificate.replaceAll("\n", "\r\n"), privateKey: privateKey.replaceAll("\n", "\\n"), chain },
      { certificate, privateKey: Buffer.from(toPkcs8(privateKey)).toString("base64"), chain },
    ];
    for (const args of given) expect(await checkCertificate(args)).toBe(true);
  });

  test("is made in a preview too, since it writes nothing, and its Output is as secret as the key", async () => {
    await startProgram(true);
    expect(await checkCertificate(leaf)).toBe(true);
    const { certificate, privateKey, chain } = leaf;
    const verdict = checkCertificateOutput({ certificate, privateKey: pulumi.secret(privateKey), chain });
    expect(await seen(verdict)).toEqual({ value: true, isKnown: true, isSecret: true });
    expect(await sent()).toEqual(Array.from({ length: 2 }, () => `POST ${path}/check-validation`));
  });

  test.each([[""], [null], ["something"]])("without a verdict is an error: %j", async (validate_check) => {
    await running.client.addFault({ path: "check-validation", fault: { status: 200, body: { validate_check } } });
    await expect(checkCertificate(leaf)).rejects.toThrow(
      "checkCertificate: the Certificate Manager has answered, and not said whether they are valid",
    );
  });

  test.each<[string, () => object, string]>([
    ["no key", () => ({ certificate: leaf.certificate }), "privateKey is required"],
    ["no certificate", () => ({ privateKey: leaf.privateKey }), "certificate is required"],
    ["no PEM", () => ({ ...leaf, certificate: "text" }), "certificate: must be whole certificates in PEM"],
    ["a key among certificates", () => ({ ...leaf, chain: leaf.privateKey }), "chain: holds a private key"],
    [
      "a certificate for a key",
      () => ({ ...leaf, privateKey: leaf.certificate }),
      "privateKey: must be one private key",
    ],
    ["a number", () => ({ ...leaf, privateKey: 5 }), "privateKey: "],
  ])("of %s is refused before any request, without a part of the key", async (_, args, reason) => {
    const failure = await checkCertificate(nonsense(args())).catch((error: unknown) => String(error));
    expect(failure).toContain(`checkCertificate: ${reason}`);
    new KeySearch(leaf.privateKey).expectNotIn(String(failure));
    expect(await sent()).toEqual([]);
  });

  test.each<[string, (key: string) => string]>([
    ["PKCS#1", (key) => key],
    ["PKCS#8", toPkcs8],
    ["base64 of PEM", (key) => Buffer.from(key).toString("base64")],
  ])("that fails shows no part of a key in %s, in no form, also where the reply repeats it", async (_, form) => {
    const { certificate, privateKey, chain } = leaf;
    const echoes = [
      privateKey,
      toPkcs8(privateKey),
      String(uploadedParts(leaf)["private_key"]),
      privateKey.split("\n")[9] ?? "",
      toPkcs8(privateKey).split("\n")[9] ?? "",
    ];
    for (const detail of echoes) {
      const body = { errors: [{ code: "Odd", detail: `it says: ${detail}` }] };
      await running.client.addFault({ path: "check-validation", fault: { status: 400, body } });
      const args = { certificate, privateKey: form(privateKey), chain };
      const failure = String(await checkCertificate(args).catch((error: unknown) => error));
      expect(failure).toContain("checkCertificate: cannot check the certificate: POST certificatemanager");
      expect(failure).toContain("Odd: it says: ");
      new KeySearch(privateKey).expectNotIn(failure);
    }
  });
});
