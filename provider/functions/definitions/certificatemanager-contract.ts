import type {
  CertificateOutputs,
  CertificateSelfSigned,
} from "../../resources/scp/certificatemanager/certificate-contract";

/** A certificate as lists show it, with the properties of the resource {@link Certificate}. */
export interface ListedCertificateResult extends Pick<CertificateOutputs, "state"> {
  /** Id of the certificate. */
  id: string;
  /** Name of the certificate, unique in the region. */
  name: string;
  /** `PRD` for an uploaded certificate, `DEV` for one that the service signed. Absent where the service does not tell it. */
  kind?: string;
  /** Name that the certificate is for. Absent where it has none. */
  commonName?: string;
  /** Start of its validity, as the service says it: without a zone. */
  notBefore: string;
  /** End of its validity, in the same form. */
  notAfter: string;
  /** True from 30 days before the end. */
  renewalDue: boolean;
}

/**
 * A certificate with what only a look at a single one shows. The service never shows its PEM, and neither its recipients and
 * time zone nor its tags. The last seven properties need API version 1.2 of certificatemanager; only their names are
 * documented, so each of them may be absent.
 */
export interface CertificateResult extends ListedCertificateResult {
  /** Organization that it is made out to. Absent where it has none. */
  organization?: string;
  /** Bits of its key. Absent where the service does not tell it. */
  keyBitSize?: number;
  /** What a certificate that the service signed was made with. */
  selfSigned?: CertificateSelfSigned;
  /** When it was made, RFC 3339. */
  createdAt?: string;
  /** Days until its end, by the service's count. */
  daysUntilExpiration?: number;
  /** Whether something uses it, such as a load balancer. */
  isInUse?: boolean;
  /** Who signed it. */
  issuer?: string;
  /** `RSA`. */
  publicKeyType?: string;
  /** Bits of its key, as `keyBitSize`. */
  publicKeyBitSize?: number;
  /** How it is signed. */
  signatureAlgorithm?: string;
  /** Further names that it is for. */
  subDomain?: string;
}

/** Which certificates a list has: those with all of these values. */
export interface ListCertificatesArgs {
  /** Only the certificate with this name. Default: all. */
  name?: string;
  /** Only certificates for this name. Default: all. */
  commonName?: string;
  /** Only certificates in this state, in the service's spelling: `VALID`. Default: all. */
  state?: string;
  /** Only certificates that the user of the credentials has made. Default: false. */
  isMine?: boolean;
}

export interface IsCertificateNameTakenArgs {
  /** The name that is looked for: the whole one. */
  name: string;
}

/** A certificate with its key and its issuers, in the forms that the resource {@link Certificate} takes. */
export interface CheckCertificateArgs {
  /** The certificate in PEM. A bundle may go on with the chain. */
  certificate: string;
  /** Its RSA key in PEM, not encrypted. It is secret: no message shows it in any form. */
  privateKey: string;
  /** Its issuers in PEM: first the one that signed it, the root last. */
  chain?: string;
}
