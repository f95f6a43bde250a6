import type { X509Certificate } from "node:crypto";

import { certificatesIn, privateKeyIn } from "./pem";

/** An uploaded certificate's parts. */
export interface GivenChain {
  readonly leaf: X509Certificate;
  /** Who vouches for it: intermediates first, the root last. */
  readonly issuers: readonly X509Certificate[];
}

/**
 * The certificate and those that vouch for it. A bundle may have them all in one text, and a file with the whole chain
 * begins with the certificate itself.
 */
export function givenChain(certificate: string, chain: string | undefined): GivenChain | undefined {
  const [leaf, ...bundled] = certificatesIn(certificate) ?? [];
  if (leaf === undefined) return undefined;
  const further = chain === undefined ? [] : (certificatesIn(chain) ?? []);
  const issuers = [...bundled, ...further].filter(({ raw }) => !raw.equals(leaf.raw));
  return { leaf, issuers: issuers.filter(({ raw }, at) => issuers.findIndex((other) => other.raw.equals(raw)) === at) };
}

/** What is wrong with the order of a chain; undefined where each certificate is signed by the next one. */
export function orderProblem({ leaf, issuers }: GivenChain): string | undefined {
  const all = [leaf, ...issuers];
  const broken = issuers.findIndex((issuer, at) => all[at] === undefined || !isSignedBy(all[at], issuer));
  if (broken === -1) return undefined;
  const what = broken === 0 ? "the certificate" : `certificate ${String(broken)} of the chain`;
  return (
    `does not continue: certificate ${String(broken + 1)} of the chain did not sign ${what}. ` +
    "The chain begins with the authority that signed the certificate and goes on up to the root"
  );
}

function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

/** What is wrong with the dates of a chain at a time; undefined where all are valid. */
export function dateProblem({ leaf, issuers }: GivenChain, nowMs: number): string | undefined {
  for (const certificate of [leaf, ...issuers]) {
    const what = certificate === leaf ? "" : ", a certificate of the chain,";
    const { notBefore, notAfter } = datesOf(certificate);
    if (Date.parse(notAfter) < nowMs) return `${what} has expired on ${notAfter}`.trim();
    if (Date.parse(notBefore) > nowMs) return `${what} is not valid before ${notBefore}`.trim();
  }
  return undefined;
}

/** RFC 3339, in UTC. */
export function datesOf(certificate: X509Certificate): { readonly notBefore: string; readonly notAfter: string } {
  return { notBefore: rfc3339(certificate.validFrom), notAfter: rfc3339(certificate.validTo) };
}

function rfc3339(date: string): string {
  return new Date(date).toISOString().replace(".000Z", "Z");
}

export function belongsTo({ leaf }: GivenChain, privateKey: string): boolean {
  const key = privateKeyIn(privateKey);
  return key !== undefined && leaf.checkPrivateKey(key);
}

export function commonNameOf(certificate: X509Certificate): string {
  return /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? "";
}
