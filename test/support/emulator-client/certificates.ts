import { theOnly } from "../the-only";
import { bodyOf, type Answer } from "./answer";
import type { SignedClient } from "./signed-client";

/** A certificate as replies show it. */
export interface CertificateRecord {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly cert_kind: string;
  readonly cert_version: string;
  readonly cn: string;
  readonly organization: string;
  readonly key_bit_size: string;
  readonly not_before_dt: string;
  readonly not_after_dt: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly modified_at: string;
}

/** A certificate as the state shows it. */
export interface StoredCertificate extends CertificateRecord {
  readonly recipients: readonly { readonly region: string; readonly user_id: string; readonly user_name: string }[];
  readonly region: string;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly timezone: string;
  /** PEM. */
  readonly certificate: string;
  readonly chain: string | null;
  readonly fingerprint: string;
  readonly serial: string;
}

/** What a body for a certificate needs besides the certificate and its name. */
const newCertificate = { region: "kr-west1", timezone: "Asia/Seoul" };

/** What a body for a certificate that the service makes needs besides that; its days never pass. */
const newSelfSigned = {
  cn: "www.example.com",
  organization: "Example",
  not_before_dt: "90000101",
  not_after_dt: "90000102",
};

/** PEM as the service takes it; a chain that is not there or empty is left out. */
export interface UploadedPem {
  readonly certificate: string;
  readonly privateKey: string;
  readonly chain?: string;
}

/** Calls of the service of certificates. */
export class Certificates {
  constructor(
    private readonly client: SignedClient,
    /** The account's certificates as they are stored. */
    readonly stored: () => Promise<StoredCertificate[]>,
  ) {}

  /** The account's only one as it is stored. */
  async only(): Promise<StoredCertificate> {
    return theOnly(await this.stored());
  }

  async upload(
    name: string,
    pem: UploadedPem,
    fields: Readonly<Record<string, unknown>> = {},
  ): Promise<CertificateRecord> {
    const body = { ...newCertificate, ...uploadedParts(pem), name, ...fields };
    return certificateOf(await this.client.call("POST", "/v1/certificatemanager", { body }));
  }

  async selfSign(name: string, fields: Readonly<Record<string, unknown>> = {}): Promise<CertificateRecord> {
    const body = { ...newCertificate, ...newSelfSigned, name, ...fields };
    return certificateOf(await this.client.call("POST", "/v1/certificatemanager/self-sign", { body }));
  }

  async show(id: string): Promise<CertificateRecord> {
    return certificateOf(await this.client.call("GET", `/v1/certificatemanager/${id}`));
  }
}

/** The certificate in a reply; fails with the reply where there is none. */
function certificateOf(answer: Answer): CertificateRecord {
  return (bodyOf(answer) as { certificate: CertificateRecord }).certificate;
}

/** The fields of a body that hold PEM: in base64, as a whole (SCP 4). */
export function uploadedParts({ certificate, chain, privateKey }: UploadedPem): Readonly<Record<string, string>> {
  const encode = (pem: string) => Buffer.from(pem).toString("base64");
  return {
    cert_body: encode(certificate),
    private_key: encode(privateKey),
    ...(chain !== undefined && chain !== "" && { cert_chain: encode(chain) }),
  };
}
