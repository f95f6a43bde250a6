import type { X509Certificate } from "node:crypto";

import { certificatesIn, privateKeyIn } from "./pem";

/** An uploaded certificate's parts. */
export interface GivenChain {
  readonly leaf: X509Certificate;
  /** Its issuers: intermediates first, the root last. */
  readonly issuers: readonly X509Certificate[];
}

/**
 * The certificate and its issuers. A bundle may have all of them in one text, and a file with the whole chain begins with the
 * certificate itself.
 */
export function givenChain(certificate: string, chain: string | undefined): GivenChain | undefined {
  const [leaf, ...bundled] = certificatesIn(certificate) ?? [];
  if (leaf === undefined) return undefined;
  const further = chain === undefined ? [] : (certificatesIn(chain) ?? []);
  const issuers = [...bundled, ...further].filter(({ raw }) => !raw.equals(leaf.raw));
  return { leaf, issuers: issuers.filter(({ raw }, at) => issuers.findIndex((other) => other.raw.equals(raw)) === at) };
}

/** What is wrong with the order of a chain; undefined if each certificate is signed by the next one. */
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

/** What is wrong with the dates of a chain at a time; undefined if all are valid. */
export function dateProblem({ leaf, issuers }: GivenChain, nowMs: number): string | undefined {
  for (const [at, certificate] of [leaf, ...issuers].entries()) {
    const who = at === 0 ? "" : `certificate ${String(at)} of the chain `;
    const { notBefore, notAfter } = datesOf(certificate);
    if (Date.parse(notAfter) < nowMs) return `has expired: ${who}ended on ${notAfter}`;
    if (Date.parse(notBefore) > nowMs) return `is not valid yet: ${who}begins on ${notBefore}`;
  }
  return undefined;
}

/** Whether the last certificate of a chain is self-signed. */
export function endsAtRoot({ leaf, issuers }: GivenChain): boolean {
  const last = issuers.at(-1) ?? leaf;
  return last.subject === last.issuer && last.verify(last.publicKey);
}

/** RFC 3339, in UTC. */
export function datesOf(certificate: X509Certificate): { readonly notBefore: string; readonly notAfter: string } {
  return { notBefore: rfc3339(certificate.validFrom), notAfter: rfc3339(certificate.validTo) };
}

function rfc3339(date: string): string {
  return new Date(date).toISOString().replace(".000Z", "Z");
}

/** What is wrong with a key for a certificate; undefined if it belongs to the certificate. */
export function ownershipProblem({ leaf, issuers }: GivenChain, privateKey: string): string | undefined {
  const key = privateKeyIn(privateKey);
  if (key === undefined || leaf.checkPrivateKey(key)) return undefined;
  const other = issuers.findIndex((issuer) => issuer.checkPrivateKey(key));
  if (other === -1) return "does not belong to the certificate";
  return `belongs to certificate ${String(other + 2)} of the bundle: its own certificate has to be the first one`;
}

/** A certificate may have several common names, or none: a service may show any of them. */
export function commonNamesOf(certificate: X509Certificate): readonly string[] {
  const { CN } = certificate.toLegacyObject().subject as Partial<Record<string, string | string[]>>;
  return [CN ?? []].flat();
}

/** Names of the hosts that a certificate in PEM is for: its alternative names or, where it has none, its common names. */
export function hostNamesOf(text: string): readonly string[] {
  const leaf = givenChain(text, undefined)?.leaf;
  if (leaf === undefined) return [];
  const alternatives = [...(leaf.subjectAltName ?? "").matchAll(/(?:^|, )DNS:([^",]+)/g)].map(([, name = ""]) => name);
  return alternatives.length > 0 ? alternatives : commonNamesOf(leaf);
}
