/** A certificate that the service signs itself. */
export interface CertificateSelfSigned {
  /** Name that the certificate is for, 1 to 64 characters: `shop.example.com` or `*.example.com`. */
  commonName: string;
  /** Organization, 1 to 64 characters. */
  organization: string;
  /** Days from the first to the last day of validity, 1 to 36500. */
  validityInDays: number;
  /**
   * First day, `YYYY-MM-DD`; not in the past. Default: the day of the creation. With `renewBeforeDays` it is the first
   * certificate's first day and may pass: those that follow begin on the day on which they are made.
   */
  notBefore?: string;
  /**
   * A certificate with fewer days left than this is replaced by the next `pulumi up`; fewer than `validityInDays`.
   * Default: never. A change of it alone keeps the certificate.
   */
  renewBeforeDays?: number;
}

/** Somebody who is told by mail that a certificate expires. */
export interface CertificateRecipient {
  /** Id of the user. */
  userId: string;
  /** Name of the user. */
  userName: string;
  /** Region of the user. Default: none. */
  region?: string;
}

/** Inputs of a certificate: either `certificate` and `privateKey`, or `selfSigned`. A change of most replaces it. */
export interface CertificateArgs {
  /**
   * Name: 3 to 30 characters of a-z, A-Z, 0-9, `.`, `_` and `-`, unique in the region. Default: made from the resource's
   * name and a random part, so that a replacement is made before the old one is deleted; with a name that stays the same
   * the old one is deleted first.
   */
  name?: string;
  /**
   * The certificate in PEM. A bundle may go on with the chain. White space and line ends do not count: they may be the two
   * characters `\n`, and the text, as well as those of `privateKey` and `chain`, may be in base64 as a whole.
   */
  certificate?: string;
  /** Its RSA key in PEM, not encrypted; PKCS#1 or PKCS#8, which are the same here. The service never shows it. */
  privateKey?: string;
  /** Its issuers in PEM: first the one that signed it, the root last. The service never shows them. */
  chain?: string;
  /** Makes a certificate instead of uploading one. */
  selfSigned?: CertificateSelfSigned;
  /** Time zone of the mails, an IANA name. Default: `Asia/Seoul`. Taken at creation only. */
  timezone?: string;
  /** Who is told that the certificate expires, at most 100. Taken at creation only. */
  recipients?: CertificateRecipient[];
  /** Tags: up to 50, keys of 1 to 128 characters, values of up to 256. Taken at creation only. */
  tags?: Record<string, string>;
}

/** Outputs of a certificate besides its inputs. */
export interface CertificateOutputs {
  /** The service's word: `VALID`, `EXPIRED`. */
  state: string;
  /** `PRD` for an uploaded certificate, `DEV` for one that the service signed. */
  kind: string;
  /** Start of its validity: RFC 3339 for a certificate that was given, otherwise as the service says it, without a zone. */
  notBefore: string;
  /** End of its validity, in the same form. */
  notAfter: string;
  /** Bits of its key. */
  keyBitSize: number;
  /** SHA-256 of a certificate that was given, in hexadecimal with colons; absent for others, which the service never shows. */
  fingerprint: string | undefined;
  /** True when it is time for another one: by `renewBeforeDays`, or 30 days before the end. As of the last refresh. */
  renewalDue: boolean;
}
