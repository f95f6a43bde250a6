import type { Listing } from "../../listing";
import { ServiceClient } from "../service-client";
import {
  fieldsBody,
  materialBody,
  selfSignedBody,
  type CertificateFields,
  type CertificateMaterial,
  type SelfSignedFields,
} from "./certificate-body";
import {
  certificatePage,
  certificateReply,
  duplicateReply,
  validationReply,
  type CertificateRecord,
} from "./certificate";
import { certificateManagerOperations as operations } from "./operations";

/** Which certificates a list has: those with all of these values. */
interface CertificateFilter {
  readonly name?: string;
  readonly commonName?: string;
  /** In the service's spelling. */
  readonly state?: string;
  /** Only those that the credentials' user has made. */
  readonly isMine?: boolean;
}

/** The Certificate Manager. */
export class CertificatesClient extends ServiceClient {
  protected readonly service = "certificatemanager";

  async createCertificate(fields: CertificateFields, material: CertificateMaterial): Promise<CertificateRecord> {
    const body = { ...fieldsBody(fields), ...materialBody(material) };
    return (await this.call(operations.createCertificate, certificateReply, { body })).certificate;
  }

  async createSelfSigned(fields: CertificateFields, selfSigned: SelfSignedFields): Promise<CertificateRecord> {
    const body = { ...fieldsBody(fields), ...selfSignedBody(selfSigned) };
    return (await this.call(operations.createSelfSigned, certificateReply, { body })).certificate;
  }

  /** The service's verdict on certificate, key and chain; undefined where the reply has none. */
  isValid(material: CertificateMaterial): Promise<boolean | undefined> {
    // Version 1.0 has to be told whether a chain is needed, and 1.1 does not have this field (SCP 12).
    const needsChain = this.apiVersion === "1.0" ? { is_need_cert_chain: material.chain !== undefined } : {};
    return this.call(operations.checkValidation, validationReply, {
      body: { ...materialBody(material), ...needsChain },
    });
  }

  async isNameTaken(name: string): Promise<boolean> {
    return (await this.call(operations.checkDuplicateName, duplicateReply, { body: { name } })).result;
  }

  /** Sends a request only for its reply, which has the service's time in its headers. */
  async askTime(name: string): Promise<void> {
    await this.send(operations.checkDuplicateName, { body: { name } });
  }

  async showCertificate(id: string): Promise<CertificateRecord> {
    return (await this.call(operations.showCertificate, certificateReply, { path: { certificate_id: id } }))
      .certificate;
  }

  listCertificates({ commonName, ...filter }: CertificateFilter = {}): Listing<CertificateRecord> {
    return this.list(operations.listCertificates, certificatePage, { query: { ...filter, cn: commonName } });
  }

  async deleteCertificate(id: string): Promise<void> {
    await this.send(operations.deleteCertificate, { path: { certificate_id: id } });
  }
}
