import { z } from "zod";

import { certificateDetails, detailsOf, type CertificateDetails } from "./certificate-details";
import { id, number, pageOf, text } from "../wire";

/** A certificate as the service shows it: never with its PEM. Lists leave most fields out. */
export interface CertificateRecord {
  readonly id: string;
  readonly name: string;
  /** PRD for an uploaded certificate, DEV for one that the service has signed itself. */
  readonly kind: string | undefined;
  readonly commonName: string | undefined;
  readonly organization: string | undefined;
  readonly keyBitSize: number | undefined;
  /** Date and time without a zone (SCP 4). */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly state: string;
  readonly accountId: string | undefined;
  readonly createdAt: string | undefined;
  /** Absent where the API version shows none of them. */
  readonly details?: CertificateDetails;
}

const wireCertificate = z
  .object({
    id,
    name: z.string(),
    cert_kind: text,
    cn: text,
    organization: text,
    key_bit_size: number,
    not_before_dt: z.string(),
    not_after_dt: z.string(),
    state: z.string(),
    account_id: text,
    created_at: text,
    ...certificateDetails,
  })
  .transform((wire): CertificateRecord => ({
    id: wire.id,
    name: wire.name,
    kind: wire.cert_kind,
    commonName: wire.cn,
    organization: wire.organization,
    keyBitSize: wire.key_bit_size ?? undefined,
    notBefore: wire.not_before_dt,
    notAfter: wire.not_after_dt,
    state: wire.state,
    accountId: wire.account_id,
    createdAt: wire.created_at,
    ...detailsOf(wire),
  }));

export const certificateReply = z.object({ certificate: wireCertificate });
export const certificatePage = pageOf("certificates", wireCertificate);
/** True means that the name is taken (SCP 4). */
export const duplicateReply = z.object({ result: z.boolean() });
/**
 * The service's verdict on an upload. API version 1.0 calls it `result` (SCP 12); the example of 1.1 shows "" for it. A
 * verdict that is not understood is undefined: it must not prevent a creation.
 */
export const validationReply = z
  .object({ validate_check: z.unknown().optional(), result: z.unknown().optional() })
  .catch({})
  .transform(({ validate_check, result }) => verdict(validate_check) ?? verdict(result));

function verdict(value: unknown): boolean | undefined {
  const said = String(value).toLowerCase();
  if (["true", "y", "yes", "valid"].includes(said)) return true;
  return ["false", "n", "no", "invalid"].includes(said) ? false : undefined;
}
