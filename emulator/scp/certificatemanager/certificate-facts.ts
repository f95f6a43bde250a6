import { createHash, type X509Certificate } from "node:crypto";
import { formatTimestamp } from "../../timestamp";
import type { Certificate } from "./certificate";

type Facts = Pick<
  Certificate,
  | "cert_version"
  | "certificate"
  | "cn"
  | "fingerprint"
  | "key_bit_size"
  | "not_after_dt"
  | "not_before_dt"
  | "organization"
  | "serial"
>;

/** What a certificate says about itself. A missing name is "", since the reference always has texts. */
export function certificateFacts(certificate: X509Certificate): Facts {
  const { CN, O } = certificate.toLegacyObject().subject;
  const { notAfter, notBefore } = validityOf(certificate);
  return {
    cert_version: versionOf(certificate.raw),
    certificate: certificate.toString(),
    cn: first(CN),
    fingerprint: createHash("sha256").update(certificate.raw).digest("hex"),
    key_bit_size: String(certificate.publicKey.asymmetricKeyDetails?.modulusLength ?? 0),
    not_after_dt: withoutZone(notAfter),
    not_before_dt: withoutZone(notBefore),
    organization: first(O),
    serial: certificate.serialNumber.toLowerCase(),
  };
}

/** The first and the last moment of a certificate, in milliseconds since 1970. X.509 has whole seconds. */
export function validityOf({ validFrom, validTo }: X509Certificate): { notBefore: number; notAfter: number } {
  return { notBefore: Date.parse(validFrom), notAfter: Date.parse(validTo) };
}

function withoutZone(time: number): string {
  return formatTimestamp(time).slice(0, -1);
}

/** A subject may have several names of a type. It may also have none, although the types say otherwise. */
function first(names: string | string[] | undefined): string {
  return [names].flat()[0] ?? "";
}

/** The version follows the heads of two sequences and has the tag 0xa0; version 1 is left out (RFC 5280, 4.1). */
function versionOf(der: Buffer): string {
  const outer = headLength(der, 0);
  const version = outer + headLength(der, outer);
  return String(der[version] === 0xa0 ? der[version + 4] : 0);
}

/** The length of a head: a tag, and a length of one byte or of as many further bytes as its low bits say. */
function headLength(der: Buffer, at: number): number {
  const length = der[at + 1] ?? 0;
  return length < 0x80 ? 2 : 2 + (length & 0x7f);
}
