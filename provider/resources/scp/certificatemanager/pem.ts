import { createPrivateKey, X509Certificate, type KeyObject } from "node:crypto";

import { formProblem, plainPem } from "./pem-text";

interface Block {
  readonly label: string;
  /** What is in the block; undefined where it is cut off or damaged. */
  readonly der: Buffer | undefined;
  readonly isEncrypted: boolean;
}

/** The blocks of a PEM text. White space, text around the blocks, escaped line ends and base64 around it do not matter. */
function blocksOf(given: string): Block[] {
  const text = plainPem(given);
  const marks = [...text.matchAll(/-----(BEGIN|END) ([A-Z0-9 ]+)-----/g)];
  return marks.flatMap((mark, at): Block[] => {
    const [whole, kind, label = ""] = mark;
    const next = marks[at + 1];
    const before = marks[at - 1];
    const broken = { label, der: undefined, isEncrypted: false };
    if (kind === "END") return before?.[1] === "BEGIN" ? [] : [broken];
    if (next?.[1] !== "END" || next[2] !== label) return [broken];
    return [{ label, ...contentOf(text.slice(mark.index + whole.length, next.index)) }];
  });
}

function contentOf(body: string): Omit<Block, "label"> {
  // Only the old way of encrypting writes header fields into a block (RFC 1421).
  if (body.includes(":")) return { der: undefined, isEncrypted: body.includes("ENCRYPTED") };
  const base64 = body.replaceAll(/\s+/g, "");
  const isBase64 = base64.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(base64);
  return { der: isBase64 ? Buffer.from(base64, "base64") : undefined, isEncrypted: false };
}

export function holdsPrivateKey(text: string): boolean {
  return blocksOf(text).some(isKey);
}

function isKey({ label }: Block): boolean {
  return label.endsWith("PRIVATE KEY");
}

const certificateLabels = ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"];

/** What is wrong with a text of certificates, without any part of it; undefined if nothing is. */
export function certificatesProblem(text: string): string | undefined {
  if (holdsPrivateKey(text)) return "holds a private key, which belongs into privateKey";
  if (certificatesIn(text) !== undefined) return undefined;
  const whole = "must be whole certificates in PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----";
  return formProblem(text) ?? whole;
}

/** The certificates of a PEM text in their order; undefined if it has none or one cannot be read. */
export function certificatesIn(text: string): readonly X509Certificate[] | undefined {
  const read = blocksOf(text)
    .filter(({ label }) => certificateLabels.includes(label))
    .map(certificateIn);
  const whole = read.filter((certificate) => certificate !== undefined);
  return whole.length === 0 || whole.length < read.length ? undefined : whole;
}

function certificateIn({ der }: Block): X509Certificate | undefined {
  try {
    return der === undefined ? undefined : new X509Certificate(der);
  } catch {
    return undefined;
  }
}

/** What is wrong with a private key in PEM, without any part of it; undefined if nothing is. */
export function privateKeyProblem(text: string): string | undefined {
  const [key, ...others] = blocksOf(text).filter(isKey);
  const one = "must be one private key in PEM (PKCS#1 or PKCS#8)";
  if (key === undefined) return formProblem(text) ?? one;
  if (others.length > 0) return one;
  if (key.isEncrypted || key.label === "ENCRYPTED PRIVATE KEY") {
    return "is encrypted: give it without a passphrase (openssl rsa -in key.pem)";
  }
  if (key.label === "OPENSSH PRIVATE KEY") return "is in OpenSSH's own format: give it as PKCS#1 or PKCS#8";
  const type = keyIn(key)?.asymmetricKeyType;
  if (type === undefined) return "is no RSA key in PEM that can be read: it may be cut off or damaged";
  return type === "rsa" ? undefined : `is of the type ${type}: the Certificate Manager takes RSA keys only`;
}

/** The private key of a PEM text; undefined if it cannot be read. */
export function privateKeyIn(text: string): KeyObject | undefined {
  const key = blocksOf(text).find(isKey);
  return key === undefined ? undefined : keyIn(key);
}

const keyTypes = { "PRIVATE KEY": "pkcs8", "RSA PRIVATE KEY": "pkcs1", "EC PRIVATE KEY": "sec1" } as const;

function keyIn({ label, der }: Block): KeyObject | undefined {
  const type = Object.entries(keyTypes).find(([name]) => name === label)?.[1];
  try {
    return der === undefined || type === undefined ? undefined : createPrivateKey({ key: der, format: "der", type });
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

/** Texts that reveal a private key: both formats, as a whole and line by line. */
export function formsOfPrivateKey(text: string): readonly string[] {
  const key = privateKeyIn(text);
  if (key === undefined) return [];
  const formats = key.asymmetricKeyType === "rsa" ? (["pkcs1", "pkcs8"] as const) : (["pkcs8"] as const);
  return formats.flatMap((type) => {
    const pem = String(key.export({ type, format: "pem" })).trim();
    return [pem, ...pem.split("\n").slice(1, -1)];
  });
}

/** Certificates as the API takes them: PEM with plain line ends (SCP 4). */
export function pemOf(certificates: readonly X509Certificate[]): string {
  return certificates.map((certificate) => certificate.toString().trim()).join("\n");
}

/** A private key as the API takes it (SCP 4). */
export function pkcs1Of(text: string): string {
  return String(privateKeyIn(text)?.export({ type: "pkcs1", format: "pem" })).trim();
}
