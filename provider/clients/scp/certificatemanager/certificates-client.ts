import { ServiceClient } from "../service-client";
import { certificatePage, certificateReply, validationReply, type CertificateRecord } from "./certificate";
import { certificateManagerOperations as operations } from "./operations";

/** What an upload consists of: base64 of PEM. */
export interface CertificateMaterial {
  readonly cert_body: string;
  readonly private_key: string;
  readonly cert_chain?: string;
}

/** What both kinds of certificates are made with. */
export interface CertificateFields {
  readonly name: string;
  readonly region: string;
  readonly timezone: string;
  readonly recipients: readonly { readonly region: string; readonly user_id: string; readonly user_name: string }[];
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}

/** What a certificate is made of that the service signs itself; days are `YYYYMMDD`. */
export interface SelfSignedFields {
  readonly cn: string;
  readonly organization: string;
  readonly not_before_dt: string;
  readonly not_after_dt: string;
}

/** The Certificate Manager. */
export class CertificatesClient extends ServiceClient {
  protected readonly service = "certificatemanager";
  protected readonly version = "1.1";

  async createCertificate(body: CertificateMaterial & CertificateFields): Promise<CertificateRecord> {
    return (await this.call(operations.createCertificate, certificateReply, { body })).certificate;
  }

  async createSelfSigned(body: SelfSignedFields & CertificateFields): Promise<CertificateRecord> {
    return (await this.call(operations.createSelfSigned, certificateReply, { body })).certificate;
  }

  /** What the service thinks of certificate, key and chain; undefined where its answer says nothing. */
  isValid(material: CertificateMaterial): Promise<boolean | undefined> {
    // Version 1.0 wants to be told whether a chain is needed, and 1.1 does not know the field (SCP 12).
    const needsChain = this.apiVersion === "1.0" ? { is_need_cert_chain: material.cert_chain !== undefined } : {};
    return this.call(operations.checkValidation, validationReply, { body: { ...material, ...needsChain } });
  }

  /** Asks for nothing but an answer, which carries the service's time. */
  async askTime(name: string): Promise<void> {
    await this.send(operations.checkDuplicateName, { body: { name } });
  }

  async showCertificate(id: string): Promise<CertificateRecord> {
    return (await this.call(operations.showCertificate, certificateReply, { path: { certificate_id: id } }))
      .certificate;
  }

  async listCertificates(filter: { readonly name?: string } = {}): Promise<readonly CertificateRecord[]> {
    return this.list(operations.listCertificates, certificatePage, { query: filter });
  }

  async deleteCertificate(id: string): Promise<void> {
    await this.send(operations.deleteCertificate, { path: { certificate_id: id } });
  }
}
