import { createPrivateKey, X509Certificate, type KeyObject } from "node:crypto";
import { isBase64 } from "../validation/base64";
import { refusal } from "./certificate-access";

const block = /-----BEGIN (CERTIFICATE|RSA PRIVATE KEY)-----\n((?:[A-Za-z0-9+/=]{1,76}\n)+)-----END \1-----(?:\n|$)/y;

/** The parts of an upload, as the messages of the service name them. */
type Part = "private key" | "certificate body" | "certificate chain";

/**
 * Reads one unencrypted RSA key in PKCS#1. Other keys, and PKCS#8, have other labels and are refused, as the real
 * service does (SCP 4).
 */
export function readPrivateKey(text: string): KeyObject {
  const [der, ...others] = readBlocks(text, "RSA PRIVATE KEY", "private key");
  const key = der && others.length === 0 ? parseKey(der) : undefined;
  if (!key) throw unreadable("private key");
  return key;
}

/** Reads exactly one certificate (SCP 4). */
export function readCertificate(text: string): X509Certificate {
  const [certificate, ...others] = readCertificates(text, "certificate body");
  if (!certificate || others.length > 0) throw unreadable("certificate body");
  return certificate;
}

/** Reads one or more certificates in a row. */
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

/**
 * The contents of the PEM blocks in a text that is sent as base64. Nothing may stand before, between or after the
 * blocks.
 */
function readBlocks(base64: string, label: string, part: Part): Buffer[] {
  if (base64 === "" || !isBase64(base64)) throw unreadable(part);
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

function parseKey(der: Buffer): KeyObject | undefined {
  try {
    const key = createPrivateKey({ key: der, format: "der", type: "pkcs1" });
    return key.export({ format: "der", type: "pkcs1" }).equals(der) ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Node ignores further bytes after the certificate; here they are refused. */
function parseCertificate(der: Buffer): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(der);
    return certificate.raw.equals(der) ? certificate : undefined;
  } catch {
    return undefined;
  }
}

/** Of these messages only the one about the private key was seen (SCP 4). */
function unreadable(part: Part) {
  return refusal("pem.invalid", `This ${part} is not a PEM format`);
}
