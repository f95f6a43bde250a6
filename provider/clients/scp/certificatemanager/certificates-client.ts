import { ServiceClient } from "../service-client";
import { certificatePage, certificateReply, validationReply, type CertificateRecord } from "./certificate";
import { certificateManagerOperations as operations } from "./operations";

/** The parts of an upload: base64 of PEM. */
export interface CertificateMaterial {
  readonly cert_body: string;
  readonly private_key: string;
  readonly cert_chain?: string;
}

/** The fields that both kinds of certificates are created with. */
export interface CertificateFields {
  readonly name: string;
  readonly region: string;
  readonly timezone: string;
  readonly recipients: readonly { readonly region: string; readonly user_id: string; readonly user_name: string }[];
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}

/** The fields of a certificate that the service signs itself; days are `YYYYMMDD`. */
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

  /** The service's verdict on certificate, key and chain; undefined where the reply has none. */
  isValid(material: CertificateMaterial): Promise<boolean | undefined> {
    // Version 1.0 has to be told whether a chain is needed, and 1.1 does not have this field (SCP 12).
    const needsChain = this.apiVersion === "1.0" ? { is_need_cert_chain: material.cert_chain !== undefined } : {};
    return this.call(operations.checkValidation, validationReply, { body: { ...material, ...needsChain } });
  }

  /** Sends a request only for its reply, which has the service's time in its headers. */
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
