import type { CertificateArgs, CertificateSelfSigned } from "../resources/scp/certificatemanager/certificate-contract";

/**
 * Arguments of a certificate that is renewed: `certificate` and `privateKey`, or `selfSigned`. It has no `name`: a certificate
 * with a given name would be deleted before its successor is made.
 */
export type TlsCertificateArgs = Pick<
  CertificateArgs,
  "certificate" | "privateKey" | "chain" | "timezone" | "recipients" | "tags"
> & {
  /**
   * Has the service sign the certificate instead of uploading one. Default of `renewBeforeDays`: a third of `validityInDays`,
   * and at most 30; with less than two days of validity there is no renewal.
   */
  selfSigned?: CertificateSelfSigned | undefined;
};
