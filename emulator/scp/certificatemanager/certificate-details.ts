import { X509Certificate } from "node:crypto";
import { dayMs } from "../../timestamp";
import type { Certificate } from "./certificate";
import { loadX509 } from "./load-x509";

/** What show and self-sign have of a certificate since version 1.2. Only the names of the fields are known (SCP 4). */
export function certificateDetails(
  stored: Pick<Certificate, "certificate" | "key_bit_size" | "not_after_dt">,
  now: number,
) {
  const { certificate, key_bit_size, not_after_dt } = stored;
  const read = new X509Certificate(certificate);
  return {
    days_until_expiration: Math.max(0, Math.floor((Date.parse(`${not_after_dt}Z`) - now) / dayMs)),
    // There are no load balancers here.
    is_in_use: false,
    issuer: [read.toLegacyObject().issuer.CN].flat()[0] ?? "",
    public_key_bit_size: key_bit_size,
    public_key_type: (read.publicKey.asymmetricKeyType ?? "").toUpperCase(),
    signature_algorithm: signatureAlgorithm(read),
    sub_domain: dnsNames(read).join(", "),
  };
}

/** As X.509 calls it: `sha256WithRSAEncryption`. */
function signatureAlgorithm({ raw }: X509Certificate): string {
  const { X509Certificate: Parsed } = loadX509();
  const { hash, name } = new Parsed(raw).signatureAlgorithm as { hash: { name: string }; name: string };
  const digest = hash.name.replace("-", "");
  if (name === "RSASSA-PKCS1-v1_5") return `${digest.toLowerCase()}WithRSAEncryption`;
  return name === "ECDSA" ? `ecdsa-with-${digest}` : name;
}

function dnsNames({ subjectAltName = "" }: X509Certificate): string[] {
  return subjectAltName.split(", ").flatMap((name) => (name.startsWith("DNS:") ? [name.slice("DNS:".length)] : []));
}
