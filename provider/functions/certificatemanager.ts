import * as certificates from "./definitions/certificatemanager";
import { listForm, outputForm, outputListForm, promiseForm } from "../program/function-forms";

// The functions of the Certificate Manager as a program calls them. definitions/certificatemanager.ts says what they do.

export type * from "./definitions/certificatemanager-contract";

/**
 * Looks up a certificate by its id or its name.
 *
 * @example
 * ```ts
 * const { id, notAfter } = await getCertificate({ name: "shop" });
 * ```
 */
export const getCertificate = promiseForm(certificates.getCertificate);

/** {@link getCertificate} for arguments that are Outputs. */
export const getCertificateOutput = outputForm(certificates.getCertificate);

/**
 * Lists the certificates of the region.
 *
 * @example
 * ```ts
 * for await (const { name, notAfter } of listCertificates({ state: "VALID" })) console.log(name, notAfter);
 * ```
 */
export const listCertificates = listForm(certificates.listCertificates);

/** {@link listCertificates} for arguments that are Outputs. */
export const listCertificatesOutput = outputListForm(certificates.listCertificates);

/**
 * Tells whether a certificate has a name.
 *
 * @example
 * ```ts
 * if (await isCertificateNameTaken({ name: "shop" })) throw new Error("shop exists already");
 * ```
 */
export const isCertificateNameTaken = promiseForm(certificates.isCertificateNameTaken);

/** {@link isCertificateNameTaken} for arguments that are Outputs. */
export const isCertificateNameTakenOutput = outputForm(certificates.isCertificateNameTaken);

/**
 * Asks the Certificate Manager whether it would take a certificate, its key and its issuers, and makes nothing. PEM that cannot
 * be read is an error.
 *
 * @example
 * ```ts
 * if (!(await checkCertificate({ certificate, privateKey, chain }))) throw new Error("not valid");
 * ```
 */
export const checkCertificate = promiseForm(certificates.checkCertificate);

/** {@link checkCertificate} for arguments that are Outputs. */
export const checkCertificateOutput = outputForm(certificates.checkCertificate);
