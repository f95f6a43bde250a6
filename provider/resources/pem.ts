import { createPrivateKey, X509Certificate, type KeyObject } from "node:crypto";

interface Block {
  readonly label: string;
  readonly text: string;
}

/** The blocks of a PEM text, whatever its line ends and whatever stands around them. */
function blocksOf(text: string): Block[] {
  const pattern = /-----BEGIN ([A-Z0-9 ]+)-----\r?\n[^]*?-----END \1-----/g;
  return [...text.matchAll(pattern)].map(([block, label = ""]) => ({ label, text: block.replaceAll("\r", "") }));
}

export function holdsPrivateKey(text: string): boolean {
  return blocksOf(text).some(({ label }) => label.endsWith("PRIVATE KEY"));
}

/** The certificates of a PEM text in their order; undefined where it has none or one cannot be read. */
export function certificatesIn(text: string): readonly X509Certificate[] | undefined {
  const blocks = blocksOf(text).filter(({ label }) => label === "CERTIFICATE" || label === "X509 CERTIFICATE");
  try {
    const read = blocks.map((block) => new X509Certificate(block.text.replaceAll("X509 CERTIFICATE", "CERTIFICATE")));
    return read.length === 0 ? undefined : read;
  } catch {
    return undefined;
  }
}

/** What is wrong with a private key in PEM, without a part of it; undefined where nothing is. */
export function privateKeyProblem(text: string): string | undefined {
  const keys = blocksOf(text).filter(({ label }) => label.endsWith("PRIVATE KEY"));
  const [key] = keys;
  if (key === undefined || keys.length > 1) return "must be one private key in PEM (PKCS#1 or PKCS#8)";
  if (key.label === "ENCRYPTED PRIVATE KEY" || key.text.includes("ENCRYPTED")) {
    return "is encrypted: give it without a passphrase (openssl rsa -in key.pem)";
  }
  const type = privateKeyIn(text)?.asymmetricKeyType;
  if (type === undefined) return "is no private key in PEM that can be read";
  return type === "rsa" ? undefined : `is of the type ${type}: the Certificate Manager takes RSA keys only`;
}

/** The private key of a PEM text; undefined where it cannot be read. */
export function privateKeyIn(text: string): KeyObject | undefined {
  const key = blocksOf(text).find(({ label }) => label.endsWith("PRIVATE KEY"));
  try {
    return key === undefined ? undefined : createPrivateKey(key.text);
  } catch {
    return undefined;
  }
}

/** Whether two texts hold the same certificates in the same order. */
export function sameCertificates(a: string, b: string): boolean {
  const [one, other] = [certificatesIn(a), certificatesIn(b)];
  if (one === undefined || other === undefined) return a === b;
  return one.length === other.length && one.every(({ raw }, index) => other[index]?.raw.equals(raw));
}

/** Whether two texts hold the same private key, in whatever format. */
export function samePrivateKey(a: string, b: string): boolean {
  const [one, other] = [privateKeyIn(a), privateKeyIn(b)];
  return one === undefined || other === undefined ? a === b : one.equals(other);
}

/** A PEM text as the API takes it: base64 of PEM with plain line ends, the key as PKCS#1 (SCP 4). */
export function encodeCertificates(certificates: readonly X509Certificate[]): string {
  return base64(certificates.map((certificate) => certificate.toString().trim()).join("\n"));
}

export function encodePrivateKey(text: string): string {
  return base64(String(privateKeyIn(text)?.export({ type: "pkcs1", format: "pem" })).trim());
}

function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}
