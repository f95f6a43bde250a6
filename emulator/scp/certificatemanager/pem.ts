import { createPrivateKey, X509Certificate, type KeyObject } from "node:crypto";
import { refusal } from "./certificate-access";

const block = /-----BEGIN (CERTIFICATE|RSA PRIVATE KEY)-----\n((?:[A-Za-z0-9+/=]{1,76}\n)+)-----END \1-----(?:\n|$)/y;

/** Of these the service speaks when it can't read one. */
type Part = "private key" | "certificate body" | "certificate chain";

/** One unencrypted RSA key. Other kinds of keys and PKCS#8 have other labels, and are refused as live (SCP 4). */
export function readPrivateKey(text: string): KeyObject {
  const [der, ...others] = readBlocks(text, "RSA PRIVATE KEY", "private key");
  const key = der && others.length === 0 ? parseKey(der) : undefined;
  if (!key) throw unreadable("private key");
  return key;
}

/** Exactly one certificate (SCP 4). */
export function readCertificate(text: string): X509Certificate {
  const [certificate, ...others] = readCertificates(text, "certificate body");
  if (!certificate || others.length > 0) throw unreadable("certificate body");
  return certificate;
}

/** One certificate or more, one after the other. */
export function readChain(text: string): X509Certificate[] {
  return readCertificates(text, "certificate chain");
}

function readCertificates(text: string, part: Part): X509Certificate[] {
  return readBlocks(text, "CERTIFICATE", part).map((der) => {
    const certificate = parseCertificate(der);
    if (!certificate) throw unreadable(part);
    return certificate;
  });
}

/** What is in the PEM blocks of a text that is sent as base64. Nothing may stand before, between or behind them. */
function readBlocks(base64: string, label: string, part: Part): Buffer[] {
  if (!isBase64(base64)) throw unreadable(part);
  const text = Buffer.from(base64, "base64").toString("latin1");
  const blocks: Buffer[] = [];
  let end = 0;
  while (end < text.length) {
    block.lastIndex = end;
    const match = block.exec(text);
    if (match?.[1] !== label) throw unreadable(part);
    blocks.push(Buffer.from(match[2] ?? "", "base64"));
    end = block.lastIndex;
  }
  return blocks;
}

/** Without white space, with all its padding: as one makes it, not as one may read it. */
function isBase64(text: string): boolean {
  return text !== "" && Buffer.from(text, "base64").toString("base64") === text;
}

function parseKey(der: Buffer): KeyObject | undefined {
  try {
    const key = createPrivateKey({ key: der, format: "der", type: "pkcs1" });
    return key.export({ format: "der", type: "pkcs1" }).equals(der) ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Node also reads what has more bytes behind it. */
function parseCertificate(der: Buffer): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(der);
    return certificate.raw.equals(der) ? certificate : undefined;
  } catch {
    return undefined;
  }
}

/** The one such message that was seen is that of the key (SCP 4). */
function unreadable(part: Part) {
  return refusal("pem.invalid", `This ${part} is not a PEM format`);
}
