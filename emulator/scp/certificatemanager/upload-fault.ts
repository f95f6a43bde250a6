import type { KeyObject, X509Certificate } from "node:crypto";
import { validityOf } from "./certificate-facts";
import { isSelfSigned, leadsToRoot } from "./chain";
import { loadX509 } from "./load-x509";
import type { Upload } from "./upload";

/** What is wrong with an upload whose parts can all be read. */
export interface UploadFault {
  readonly reason: "key.invalid" | "validity.invalid" | "chain.invalid";
  readonly detail: string;
}

/**
 * When an upload needs a chain. The service itself wants one only for the certificate of a public authority (SCP 4).
 */
export type ChainRule = "where public" | "always" | "never";

const minKeyBits = 2048;

/** The first thing that is wrong with an upload, in the order in which it is looked for. */
export function findFault(upload: Upload, now: number, rule: ChainRule): UploadFault | undefined {
  return keyFault(upload) ?? validityFault(upload.certificate, now) ?? chainFault(upload, now, rule);
}

function keyFault({ certificate, privateKey }: Upload): UploadFault | undefined {
  if (!certificate.checkPrivateKey(privateKey)) {
    return { reason: "key.invalid", detail: "The private key does not belong to the certificate." };
  }
  if (bitsOf(privateKey) >= minKeyBits) return undefined;
  return { reason: "key.invalid", detail: `The private key should have at least ${minKeyBits} bits.` };
}

function bitsOf(key: KeyObject): number {
  return key.asymmetricKeyDetails?.modulusLength ?? 0;
}

function validityFault(certificate: X509Certificate, now: number): UploadFault | undefined {
  const { notAfter, notBefore } = validityOf(certificate);
  if (now < notBefore) return { reason: "validity.invalid", detail: "The certificate is not valid yet." };
  if (now >= notAfter + 1000) return { reason: "validity.invalid", detail: "The certificate has expired." };
  return undefined;
}

function chainFault({ certificate, chain }: Upload, now: number, rule: ChainRule): UploadFault | undefined {
  if (!chain) {
    if (rule === "never" || (rule === "where public" && !isPublic(certificate))) return undefined;
    return { reason: "chain.invalid", detail: "The certificate needs its chain." };
  }
  if (!leadsToRoot(certificate, chain)) {
    return { reason: "chain.invalid", detail: "The chain does not lead from the certificate to its root." };
  }
  if (chain.every((authority) => !validityFault(authority, now))) return undefined;
  return { reason: "chain.invalid", detail: "A certificate of the chain is not valid now." };
}

/**
 * Each server certificate of a public authority names a policy of the CA/Browser Forum. Other authorities should not.
 */
const forumPolicies = "2.23.140.1.";

function isPublic(certificate: X509Certificate): boolean {
  if (isSelfSigned(certificate)) return false;
  const x509 = loadX509();
  const extension = new x509.X509Certificate(certificate.raw).getExtension(x509.CertificatePolicyExtension);
  return extension?.policies.some((policy) => policy.startsWith(forumPolicies)) ?? false;
}
