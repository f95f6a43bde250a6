import { beforeAll, describe, expect, test } from "@jest/globals";
import { readUpload } from "../../../emulator/scp/certificatemanager/upload";
import { findFault as findFaultAt } from "../../../emulator/scp/certificatemanager/upload-fault";
import {
  makeIntermediate,
  makeKeys,
  makeLeaf,
  makeRoot,
  makeSelfSigned,
  toEncryptedPkcs1,
  toPkcs8,
  type CertificateOptions,
  type TestAuthority,
  type TestCertificate,
} from "../../support/certificates";
import { refusalOf, uploadedParts } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

type Fields = Readonly<Record<string, unknown>>;

const dayMs = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * dayMs);
const base64 = (text: string) => Buffer.from(text).toString("base64");
/** A policy that public authorities name: domain validated (CA/Browser Forum). */
const publicPolicy = ["2.23.140.1.2.1"];

let root: TestAuthority;
let upper: TestAuthority;
let lower: TestAuthority;
let leaf: TestCertificate;
let ecLeaf: TestCertificate;

beforeAll(async () => {
  root = await makeRoot();
  upper = await makeIntermediate(root, { commonName: "Upper" });
  lower = await makeIntermediate(upper, { commonName: "Lower" });
  leaf = await makeLeaf(lower);
  ecLeaf = await makeLeaf(lower, { key: "ec" });
});

/** A body with the parts of a certificate; undefined leaves one out. */
async function upload(fields: Fields) {
  const body = { name: "orders", region: "kr-west1", timezone: "Asia/Seoul", ...fields };
  return running.client.call("POST", "/v1/certificatemanager", { body });
}

async function refuse(fields: Fields, reason: string, detail: string): Promise<void> {
  expect(refusalOf(await upload(fields))).toEqual({
    status: 400,
    code: `scp-security.certificatemanager.${reason}`,
    details: [detail],
  });
  expect(await running.client.certificates.stored()).toEqual([]);
}

/** What check-validation says of the same parts. */
async function isValid(fields: Fields): Promise<unknown> {
  const answer = await running.client.call("POST", "/v1/certificatemanager/check-validation", { body: fields });
  return (answer.body as Fields)["validate_check"];
}

async function accept(pem: TestCertificate): Promise<void> {
  expect((await upload(uploadedParts(pem))).status).toBe(201);
  expect(await isValid(uploadedParts(pem))).toBe(true);
}

async function findFault(pem: TestCertificate, reason: string, detail: string): Promise<void> {
  await refuse(uploadedParts(pem), reason, detail);
  expect(await isValid(uploadedParts(pem))).toBe(false);
}

test("an uploaded certificate is described by itself, and not given back", async () => {
  const { client } = running;
  const recipients = [{ region: "", user_id: "u", user_name: "kim" }];
  const answer = await upload({ ...uploadedParts(leaf), recipients, tags: [{ key: "a", value: "b" }] });
  expect(answer.body).toMatchObject({
    certificate: {
      account_id: client.address.accountId,
      cert_body: "",
      cert_chain: "",
      cert_kind: "PRD",
      cert_type: "pem",
      cert_version: "2",
      cn: "www.example.com",
      key_bit_size: "2048",
      organization: "Example",
      private_key: "",
      recipients,
      state: "VALID",
      tags: [{ key: "a", value: "b" }],
    },
  });
  const [stored] = await client.certificates.stored();
  expect(stored).toMatchObject({ certificate: `${leaf.certificate}\n`, chain: `${leaf.chain}\n`, region: "kr-west1" });
  expect(await client.certificates.show(stored?.id ?? "")).not.toHaveProperty("recipients");
  expect((await client.plain("GET", "/_emulator/state")).text).not.toContain("PRIVATE");
});

test("names that a certificate does not have are empty", async () => {
  const bare = await makeLeaf(lower, { commonName: null, organization: null });
  expect((await upload(uploadedParts(bare))).body).toMatchObject({ certificate: { cn: "", organization: "" } });
});

describe("the PEM of", () => {
  const message = (part: string) => `This ${part} is not a PEM format`;
  const lines = (pem: string) => pem.split("\n");
  const labelOf = (pem: string) => /BEGIN (.*?)-/.exec(pem)?.[1] ?? "";
  /** Of the first block. */
  const derOf = (pem: string) => Buffer.from(/-\n([^-]*)\n-/.exec(pem)?.[1] ?? "", "base64");
  const inPem = (label: string, der: Buffer) => {
    const body = der.toString("base64").replaceAll(/.{64}(?=.)/g, "$&\n");
    return `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----`;
  };
  /** Of a text that can be read all these can't be. */
  const spoilt: readonly [string, (pem: string) => string][] = [
    ["raw PEM", (pem) => pem],
    ["nothing", () => ""],
    ["the base64 of nothing but a line end", () => base64("\n")],
    ["base64 of base64", (pem) => base64(base64(pem))],
    ["base64 in lines", (pem) => base64(pem).replaceAll(/.{64}/g, "$&\n")],
    ["base64 without padding", (pem) => base64(pem.length % 3 === 0 ? `${pem}\n` : pem).replace(/=+$/, "")],
    ["base64 with a character of no alphabet", (pem) => `!${base64(pem)}`],
    ["DER", (pem) => lines(pem).slice(1, -1).join("")],
    ["CR LF", (pem) => base64(pem.replaceAll("\n", "\r\n"))],
    ["text before it", (pem) => base64(`subject=/CN=x\n${pem}`)],
    ["text behind it", (pem) => base64(`${pem}\nx`)],
    ["an empty line behind it", (pem) => base64(`${pem}\n\n`)],
    ["a cut", (pem) => base64(lines(pem).slice(0, -2).join("\n"))],
    ["a missing line", (pem) => base64(lines(pem).toSpliced(3, 1).join("\n"))],
    ["more bytes than it says", (pem) => base64(inPem(labelOf(pem), Buffer.concat([derOf(pem), Buffer.alloc(1)])))],
    ["under an unknown label", (pem) => base64(inPem("X509 CRL", derOf(pem)))],
    [
      "under the other's label",
      (pem) => base64(inPem(labelOf(pem) === "CERTIFICATE" ? "RSA PRIVATE KEY" : "CERTIFICATE", derOf(pem))),
    ],
  ];

  test.each(spoilt)("a private key can't be %s", async (_what, spoil) => {
    await refuse(
      { ...uploadedParts(leaf), private_key: spoil(leaf.privateKey) },
      "pem.invalid",
      message("private key"),
    );
  });

  test.each(spoilt)("a certificate can't be %s", async (_what, spoil) => {
    const fields = { ...uploadedParts(leaf), cert_body: spoil(leaf.certificate) };
    await refuse(fields, "pem.invalid", message("certificate body"));
  });

  test.each(spoilt)("a chain can't be %s", async (_what, spoil) => {
    const fields = { ...uploadedParts(leaf), cert_chain: spoil(leaf.chain) };
    await refuse(fields, "pem.invalid", message("certificate chain"));
  });

  test("all three, when none can be read, is missed at the key", async () => {
    const { certificate, chain, privateKey } = leaf;
    const raw = { cert_body: certificate, cert_chain: chain, private_key: privateKey };
    await refuse(raw, "pem.invalid", message("private key"));
  });

  test.each<[string, () => string]>([
    ["PKCS#8", () => toPkcs8(leaf.privateKey)],
    ["encrypted PKCS#8", () => toPkcs8(leaf.privateKey, "secret")],
    ["encrypted PKCS#1", () => toEncryptedPkcs1(leaf.privateKey, "secret")],
    ["an EC key", () => ecLeaf.privateKey],
    ["a certificate", () => leaf.certificate],
    ["two keys", () => `${leaf.privateKey}\n${leaf.privateKey}`],
  ])("a private key can't be that of %s", async (_what, pem) => {
    await refuse({ ...uploadedParts(leaf), private_key: base64(pem()) }, "pem.invalid", message("private key"));
  });

  test("a certificate is one certificate, and not its chain as well", async () => {
    const fields = { ...uploadedParts(leaf), cert_body: base64(`${leaf.certificate}\n${leaf.chain}`) };
    await refuse(fields, "pem.invalid", message("certificate body"));
  });

  test("each part may end with a line end", async () => {
    const { certificate, chain, privateKey } = leaf;
    const ended = { certificate: `${certificate}\n`, chain: `${chain}\n`, privateKey: `${privateKey}\n` };
    await accept(ended);
  });
});

describe("the private key", () => {
  test("has to belong to the certificate", async () => {
    const { privateKey } = upper;
    await findFault({ ...leaf, privateKey }, "key.invalid", "The private key does not belong to the certificate.");
    const ofEc = { ...ecLeaf, privateKey };
    await findFault(ofEc, "key.invalid", "The private key does not belong to the certificate.");
  });

  test("has 2048 bits or more", async () => {
    const short = await makeLeaf(lower, { key: "rsa-1024" });
    await findFault(short, "key.invalid", "The private key should have at least 2048 bits.");
    const long = await makeLeaf(lower, { key: "rsa-3072" });
    expect((await upload(uploadedParts(long))).body).toMatchObject({ certificate: { key_bit_size: "3072" } });
  });
});

describe("a certificate", () => {
  const expired = "The certificate has expired.";
  const early = "The certificate is not valid yet.";

  test("that has expired is refused, and one that has not is taken", async () => {
    const old = await makeLeaf(lower, { notBefore: inDays(-9), notAfter: inDays(-1 / 24) });
    await findFault(old, "validity.invalid", expired);
    await accept(await makeLeaf(lower, { notAfter: inDays(1 / 24) }));
  });

  test("is valid from its first second through its last one", async () => {
    const [notBefore, notAfter] = [new Date("2030-01-01T00:00:00Z"), new Date("2030-01-02T00:00:00Z")];
    const pem = uploadedParts(await makeSelfSigned({ notBefore, notAfter }));
    const { cert_body = "", private_key = "" } = pem;
    const upload = readUpload({ cert_body, private_key, cert_chain: null });
    const fault = (time: number) => findFaultAt(upload, time, "where public")?.detail;
    expect([fault(notBefore.getTime() - 1), fault(notBefore.getTime())]).toEqual([early, undefined]);
    expect([fault(notAfter.getTime() + 999), fault(notAfter.getTime() + 1000)]).toEqual([undefined, expired]);
  });

  test("is judged by the emulator's clock", async () => {
    const next = await makeLeaf(lower, { notBefore: inDays(2), notAfter: inDays(4) });
    await findFault(next, "validity.invalid", early);
    await running.client.advance("P3D");
    expect(await isValid(uploadedParts(next))).toBe(true);
    await running.client.advance("P2D");
    await findFault(next, "validity.invalid", expired);
  });
});

describe("a chain", () => {
  const broken = "The chain does not lead from the certificate to its root.";
  const chainOf = (...pems: TestCertificate[]) => ({
    ...leaf,
    chain: pems.map(({ certificate }) => certificate).join("\n"),
  });

  test("goes from the lowest authority to the root", async () => {
    await accept(chainOf(lower, upper, root));
    await findBroken(chainOf(root, upper, lower));
    await findBroken(chainOf(upper, lower, root));
  });

  async function findBroken(pem: TestCertificate): Promise<void> {
    await running.client.reset();
    await findFault(pem, "chain.invalid", broken);
  }

  test.each<[string, () => TestCertificate[]]>([
    ["without the root", () => [lower, upper]],
    ["of the root alone", () => [root]],
    ["without one between", () => [lower, root]],
    ["without the lowest", () => [upper, root]],
    ["with the certificate itself", () => [leaf, lower, upper, root]],
    ["with an authority twice", () => [lower, lower, upper, root]],
    ["with the root twice", () => [lower, upper, root, root]],
  ])("%s is refused", (_what, pems) => findBroken(chainOf(...pems())));

  test("of a root that only has the same name is refused", async () => {
    await findBroken(chainOf(lower, upper, await makeRoot()));
    const keys = await makeKeys();
    await findBroken(chainOf(await makeIntermediate(upper, { commonName: "Lower", keys }), upper, root));
  });

  test("with a certificate that may not sign others is refused", async () => {
    const server = { ...root, ...(await makeLeaf(root, { commonName: "Server", keys: root.keys })) };
    const below = await makeLeaf({ ...server, name: upper.name, keys: upper.keys });
    const signer = await makeLeaf(root, { commonName: "Upper", keys: upper.keys });
    await findBroken({ ...below, chain: `${signer.certificate}\n${root.certificate}` });
    await accept({ ...below, chain: `${upper.certificate}\n${root.certificate}` });
  });

  test("with one that signed, but says that it is no authority, or has another name, is refused", async () => {
    const below = await makeLeaf(upper);
    const again = (options: CertificateOptions) => makeIntermediate(root, { keys: upper.keys, ...options });
    const chainBy = ({ certificate }: TestCertificate) => ({ ...below, chain: `${certificate}\n${root.certificate}` });
    await accept(chainBy(await again({ commonName: "Upper" })));
    await findBroken(chainBy(await again({ commonName: "Upper", isAuthority: false })));
    await findBroken(chainBy(await again({ commonName: "Other" })));
  });

  test("that has expired is refused, also where the certificate has not", async () => {
    const short = await makeIntermediate(upper, { commonName: "Short", notAfter: inDays(2) });
    const pem = await makeLeaf(short);
    expect(await isValid(uploadedParts(pem))).toBe(true);
    await running.client.advance("P3D");
    await findFault(pem, "chain.invalid", "A certificate of the chain is not valid now.");
  });

  test("may be as short as the root", async () => {
    await accept(await makeLeaf(root));
  });

  test.each<[string, () => Promise<TestCertificate>]>([
    ["vouches for itself", () => makeSelfSigned()],
    ["vouches for itself, with a public policy", () => makeSelfSigned({ policies: publicPolicy })],
    ["is of a private authority", () => makeLeaf(lower)],
    ["is of a private authority with policies of its own", () => makeLeaf(lower, { policies: ["1.2.3.4"] })],
  ])("may be left out where the certificate %s", async (_what, make) => {
    await accept({ ...(await make()), chain: "" });
    expect((await running.client.certificates.stored())[0]?.chain).toBeNull();
  });

  test("may not be left out where the certificate is of a public authority", async () => {
    const pem = await makeLeaf(lower, { policies: ["1.2.3.4", ...publicPolicy] });
    await findFault({ ...pem, chain: "" }, "chain.invalid", "The certificate needs its chain.");
    await accept(pem);
  });

  test("of one that vouches for itself is itself, if it may sign", async () => {
    const { certificate } = root;
    await accept({ ...root, chain: certificate });
  });
});
