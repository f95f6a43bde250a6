import type { CertificateMaterial } from "../../../clients/scp/certificatemanager/certificate-body";
import { givenChain } from "./certificate-chain";
import type { CertificateArgs } from "./certificate-contract";
import { pemOf, pkcs1Of } from "./pem";

/** What is sent of a certificate in PEM. A bundle is split into the certificate and its chain. */
export function materialOf({
  certificate = "",
  privateKey = "",
  chain,
}: Pick<CertificateArgs, "certificate" | "privateKey" | "chain">): CertificateMaterial {
  const { leaf, issuers } = givenChain(certificate, chain) ?? {};
  return {
    certificate: leaf === undefined ? "" : pemOf([leaf]),
    privateKey: pkcs1Of(privateKey),
    chain: issuers === undefined || issuers.length === 0 ? undefined : pemOf(issuers),
  };
}
