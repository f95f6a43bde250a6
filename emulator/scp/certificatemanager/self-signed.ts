import { webcrypto, X509Certificate } from "node:crypto";
import { dayMs } from "../../timestamp";
import { dayTime } from "./day";
import { loadX509 } from "./load-x509";

export interface SelfSignedSubject {
  readonly cn: string;
  readonly organization: string;
  /** `YYYYMMDD`: from the start of this day ... */
  readonly not_before_dt: string;
  /** ... to the end of this one. */
  readonly not_after_dt: string;
}

const algorithm = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};

/** Makes a key pair and a certificate for servers that is signed with it. The key pair is not kept. */
export async function makeSelfSigned(subject: SelfSignedSubject): Promise<X509Certificate> {
  const x509 = loadX509();
  const keys = await webcrypto.subtle.generateKey(algorithm, false, ["sign", "verify"]);
  const { KeyUsageFlags } = x509;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: new x509.Name([{ CN: [{ utf8String: subject.cn }] }, { O: [{ utf8String: subject.organization }] }]),
      notBefore: new Date(dayTime(subject.not_before_dt)),
      notAfter: new Date(dayTime(subject.not_after_dt) + dayMs - 1000),
      keys,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      ],
    },
    webcrypto,
  );
  return new X509Certificate(Buffer.from(certificate.rawData));
}
