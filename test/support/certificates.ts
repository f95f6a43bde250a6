import "reflect-metadata";
import { createPrivateKey, KeyObject, webcrypto } from "node:crypto";
import {
  BasicConstraintsExtension,
  CertificatePolicyExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type Extension,
} from "@peculiar/x509";

/** Kinds of keys. Only the RSA keys of 2048 bits and more are what the Certificate Manager takes. */
export type KeyKind = "rsa-1024" | "rsa-2048" | "rsa-3072" | "ec";

/** A certificate with its private key, all as PEM with LF and no line end behind the last line. */
export interface TestCertificate {
  readonly certificate: string;
  /** `RSA PRIVATE KEY` (PKCS#1) or `EC PRIVATE KEY` (SEC 1). */
  readonly privateKey: string;
  /** Who vouches for it: intermediates first, the root last; "" where it vouches for itself. */
  readonly chain: string;
}

/** Something that can issue certificates. */
export interface TestAuthority extends TestCertificate {
  readonly name: Name;
  readonly keys: webcrypto.CryptoKeyPair;
}

export interface CertificateOptions {
  /** Null: no such name. */
  readonly commonName?: string | null;
  readonly organization?: string | null;
  /** A day ago by default. */
  readonly notBefore?: Date;
  /** In a year by default. */
  readonly notAfter?: Date;
  readonly key?: KeyKind;
  /** Instead of a new key. */
  readonly keys?: webcrypto.CryptoKeyPair;
  /** What it says of itself, whatever it is used for. */
  readonly isAuthority?: boolean;
  /** Object identifiers of certificate policies. */
  readonly policies?: readonly string[];
  /** Alternative names: of hosts, and of addresses. */
  readonly alternatives?: readonly { readonly type: "dns" | "ip"; readonly value: string }[];
}

const dayMs = 86_400_000;

/** A root of one's own. */
export function makeRoot(options: CertificateOptions = {}): Promise<TestAuthority> {
  return issue(undefined, true, { commonName: "Test Root", ...options });
}

/** An authority below another one. */
export function makeIntermediate(issuer: TestAuthority, options: CertificateOptions = {}): Promise<TestAuthority> {
  return issue(issuer, true, { commonName: "Test Intermediate", ...options });
}

/** A server's certificate. */
export function makeLeaf(issuer: TestAuthority, options: CertificateOptions = {}): Promise<TestCertificate> {
  return issue(issuer, false, options);
}

/** A server's certificate that vouches for itself. */
export function makeSelfSigned(options: CertificateOptions = {}): Promise<TestCertificate> {
  return issue(undefined, false, options);
}

export function makeKeys(kind: KeyKind = "rsa-2048"): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithmOf(kind), true, ["sign", "verify"]);
}

/** The same key as PKCS#8, as most tools write it; with a passphrase encrypted. */
export function toPkcs8(privateKey: string, passphrase?: string): string {
  const encryption = passphrase === undefined ? {} : { cipher: "aes-256-cbc", passphrase };
  return pemOf(createPrivateKey(privateKey).export({ type: "pkcs8", format: "pem", ...encryption }));
}

/** The same RSA key as PKCS#1, encrypted in the old way. */
export function toEncryptedPkcs1(privateKey: string, passphrase: string): string {
  const encryption = { cipher: "aes-256-cbc", passphrase };
  return pemOf(createPrivateKey(privateKey).export({ type: "pkcs1", format: "pem", ...encryption }));
}

async function issue(
  issuer: TestAuthority | undefined,
  maySign: boolean,
  options: CertificateOptions,
): Promise<TestAuthority> {
  const keys = options.keys ?? (await makeKeys(options.key));
  const name = nameOf(options);
  const signingKey = (issuer?.keys ?? keys).privateKey;
  const certificate = await X509CertificateGenerator.create(
    {
      subject: name,
      issuer: issuer?.name ?? name,
      notBefore: options.notBefore ?? new Date(Date.now() - dayMs),
      notAfter: options.notAfter ?? new Date(Date.now() + 365 * dayMs),
      publicKey: keys.publicKey,
      signingKey,
      signingAlgorithm: { ...signingKey.algorithm, hash: "SHA-256" },
      extensions: extensionsOf(maySign, options),
    },
    webcrypto,
  );
  return {
    certificate: pemOf(certificate.toString("pem")),
    privateKey: privatePem(keys.privateKey),
    chain: issuer ? [issuer.certificate, issuer.chain].filter((pem) => pem !== "").join("\n") : "",
    name,
    keys,
  };
}

function nameOf({ commonName = "www.example.com", organization = "Example" }: CertificateOptions): Name {
  return new Name([
    ...(commonName === null ? [] : [{ CN: [{ utf8String: commonName }] }]),
    ...(organization === null ? [] : [{ O: [{ utf8String: organization }] }]),
  ]);
}

function extensionsOf(
  maySign: boolean,
  { isAuthority = maySign, policies = [], alternatives = [] }: CertificateOptions,
): Extension[] {
  const usage = maySign ? KeyUsageFlags.keyCertSign : KeyUsageFlags.digitalSignature;
  return [
    new BasicConstraintsExtension(isAuthority, undefined, true),
    new KeyUsagesExtension(usage, true),
    ...(policies.length > 0 ? [new CertificatePolicyExtension([...policies])] : []),
    ...(alternatives.length > 0 ? [new SubjectAlternativeNameExtension([...alternatives])] : []),
  ];
}

function algorithmOf(kind: KeyKind): webcrypto.RsaHashedKeyGenParams | webcrypto.EcKeyGenParams {
  if (kind === "ec") return { name: "ECDSA", namedCurve: "P-256" };
  const modulusLength = Number(kind.slice("rsa-".length));
  return { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", modulusLength, publicExponent: new Uint8Array([1, 0, 1]) };
}

function privatePem(key: webcrypto.CryptoKey): string {
  const type = key.algorithm.name === "ECDSA" ? "sec1" : "pkcs1";
  return pemOf(KeyObject.from(key).export({ type, format: "pem" }));
}

function pemOf(text: string | Buffer): string {
  return text.toString().trim();
}
