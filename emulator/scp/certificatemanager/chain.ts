import type { X509Certificate } from "node:crypto";

/** Whether each certificate is signed by the next one of the chain, and only the last one by itself (SCP 4). */
export function leadsToRoot(certificate: X509Certificate, chain: readonly X509Certificate[]): boolean {
  const signed = [certificate, ...chain];
  const root = chain.at(-1);
  return (
    root !== undefined &&
    isSelfSigned(root) &&
    !chain.slice(0, -1).some(isSelfSigned) &&
    chain.every((issuer, index) => signed[index] !== undefined && isIssuedBy(signed[index], issuer))
  );
}

export function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.subject === certificate.issuer && certificate.verify(certificate.publicKey);
}

/**
 * Whether `issuer` is an authority that may sign certificates, has the name that the certificate gives for its issuer,
 * and made the certificate's signature.
 */
function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}
