import { KeyObject, webcrypto } from "node:crypto";
import { createRequire } from "node:module";

import type * as X509 from "@peculiar/x509";

import type { CertificateMaterial } from "../../../provider/clients/scp/certificatemanager/certificate-body";

const load = createRequire(__filename);
const algorithm = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};
let made: Promise<webcrypto.CryptoKeyPair> | undefined;

/** A certificate that its own key has signed, as it is uploaded: valid between two times, in seconds since 1970. */
export async function newMaterial(commonName: string, from: number, to: number): Promise<CertificateMaterial> {
  // It takes a tenth of a second to load.
  load("reflect-metadata");
  const x509 = load("@peculiar/x509") as typeof X509;
  const keys = await (made ??= webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]));
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: new x509.Name([{ CN: [{ utf8String: commonName }] }]),
      notBefore: new Date(from * 1000),
      notAfter: new Date(to * 1000),
      keys,
      signingAlgorithm: algorithm,
    },
    webcrypto,
  );
  const privateKey = KeyObject.from(keys.privateKey).export({ type: "pkcs1", format: "pem" });
  return { certificate: certificate.toString("pem"), privateKey: String(privateKey), chain: undefined };
}
