import { wireTags, type Tags } from "../tags";

/** What an upload consists of: PEM with plain line ends, the key as PKCS#1 (SCP 4). */
export interface CertificateMaterial {
  readonly certificate: string;
  readonly privateKey: string;
  readonly chain: string | undefined;
}

/** What both kinds of certificates are made with. */
export interface CertificateFields {
  readonly name: string;
  readonly region: string;
  readonly timezone: string;
  readonly recipients: readonly Recipient[];
  readonly tags: Tags;
}

interface Recipient {
  readonly userId: string;
  readonly userName: string;
  readonly region?: string;
}

/** What a certificate is made of that the service signs itself; days are `YYYY-MM-DD`. */
export interface SelfSignedFields {
  readonly commonName: string;
  readonly organization: string;
  readonly firstDay: string;
  readonly lastDay: string;
}

/** The API has each PEM text in base64. */
export function materialBody({ certificate, privateKey, chain }: CertificateMaterial): object {
  return {
    cert_body: base64(certificate),
    private_key: base64(privateKey),
    ...(chain === undefined ? {} : { cert_chain: base64(chain) }),
  };
}

export function fieldsBody({ name, region, timezone, recipients, tags }: CertificateFields): object {
  return { name, region, timezone, recipients: recipients.map(recipientBody), tags: wireTags(tags) };
}

/** The API has days as `YYYYMMDD`. */
export function selfSignedBody({ commonName, organization, firstDay, lastDay }: SelfSignedFields): object {
  const [not_before_dt, not_after_dt] = [firstDay, lastDay].map((day) => day.replaceAll("-", ""));
  return { cn: commonName, organization, not_before_dt, not_after_dt };
}

function recipientBody({ userId, userName, region = "" }: Recipient): object {
  return { region, user_id: userId, user_name: userName };
}

function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}
