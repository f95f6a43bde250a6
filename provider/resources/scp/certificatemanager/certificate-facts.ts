import type { CertificateRecord } from "../../../clients/scp/certificatemanager/certificate";
import type { Context } from "../../../lifecycle/definition/context";
import { commonNamesOf, datesOf } from "./certificate-chain";
import type { CertificateArgs, CertificateOutputs } from "./certificate-contract";
import { isAboutTheSame, isDue } from "./certificate-dates";
import { certificatesIn } from "./pem";
import { fitsSelfSigned, shownSelfSigned } from "./self-signed";

/** A certificate as the service shows it. */
export interface SeenCertificate {
  readonly record: CertificateRecord;
  /** The service's time at which it was read. */
  readonly seenMs: number;
}

type Known = Partial<CertificateArgs>;

/** Days before the end from which every refresh warns. The service's mails begin 45 days before it (SCP 4). */
export const warnDays = 30;

export function seenCertificate({ now }: Pick<Context, "now">, record: CertificateRecord): SeenCertificate {
  return { record, seenMs: now() };
}

/** A certificate as the inputs that would make it; `known` are those that a program gives. */
export function shownCertificateInputs(
  { record }: SeenCertificate,
  known: Known,
): Pick<CertificateArgs, "certificate" | "selfSigned"> & { name: string } {
  return { name: record.name, ...shownMaterial(record, known) };
}

export function shownCertificateOutputs(
  { record, seenMs }: SeenCertificate,
  known: Known,
): Omit<CertificateOutputs, "kind" | "keyBitSize"> & Partial<CertificateOutputs> {
  const leaf = certificatesIn(known.certificate ?? "")?.[0];
  const dates = leaf === undefined ? record : datesOf(leaf);
  return {
    state: record.state,
    ...(record.kind === undefined ? {} : { kind: record.kind }),
    notBefore: dates.notBefore,
    notAfter: dates.notAfter,
    ...(record.keyBitSize === undefined ? {} : { keyBitSize: record.keyBitSize }),
    fingerprint: leaf?.fingerprint256,
    renewalDue: isDue(dates.notAfter, known.selfSigned?.renewBeforeDays ?? warnDays, seenMs),
  };
}

/**
 * The service never shows the PEM: the program's counts, unless the visible fields contradict it. Without a value in the
 * program, `selfSigned` can be told from the visible fields, and `certificate` cannot.
 */
function shownMaterial(
  record: CertificateRecord,
  { certificate, selfSigned }: Known,
): Pick<Known, "certificate" | "selfSigned"> {
  if (certificate !== undefined) {
    return { certificate: fitsGiven(record, certificate) ? certificate : describe(record) };
  }
  if (selfSigned !== undefined) {
    return { selfSigned: fitsSelfSigned(record, selfSigned) ? selfSigned : shownSelfSigned(record) };
  }
  const isWhole = record.kind === "DEV" && record.commonName !== undefined && record.organization !== undefined;
  return isWhole ? { selfSigned: shownSelfSigned(record) } : {};
}

/** Whether a certificate may be the given PEM, by what is shown of it. */
export function fitsGiven(record: CertificateRecord, given: string): boolean {
  const leaf = certificatesIn(given)?.[0];
  if (leaf === undefined) return true;
  const { notBefore, notAfter } = datesOf(leaf);
  const sameDates = isAboutTheSame(record.notBefore, notBefore) && isAboutTheSame(record.notAfter, notAfter);
  return record.kind !== "DEV" && sameDates && hasName(record, commonNamesOf(leaf));
}

/** The service may show a certificate without a common name under one of its other names. */
function hasName({ commonName = "" }: CertificateRecord, names: readonly string[]): boolean {
  return commonName === "" || names.length === 0 || names.includes(commonName);
}

function describe({ commonName = "", notBefore, notAfter }: CertificateRecord): string {
  return `another certificate, for ${commonName}, from ${notBefore} to ${notAfter}`;
}
