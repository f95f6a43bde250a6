import { z } from "zod";

import { boolean, number, text } from "../wire";

/** A certificate as the service shows it: never the PEM that was given. Lists leave out most fields. */
export interface CertificateRecord {
  readonly id: string;
  readonly name: string;
  /** PRD for an uploaded one, DEV for one that the service signed itself. */
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
}

const wireCertificate = z
  .object({
    id: z.string().min(1),
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
  })
  .transform((wire): CertificateRecord => ({
    id: wire.id,
    name: wire.name,
    kind: wire.cert_kind ?? undefined,
    commonName: wire.cn ?? undefined,
    organization: wire.organization ?? undefined,
    keyBitSize: wire.key_bit_size ?? undefined,
    notBefore: wire.not_before_dt,
    notAfter: wire.not_after_dt,
    state: wire.state,
    accountId: wire.account_id ?? undefined,
    createdAt: wire.created_at ?? undefined,
  }));

export const certificateReply = z.object({ certificate: wireCertificate });
export const certificatePage = z.object({ count: number, certificates: z.array(wireCertificate) });
/** API version 1.0 calls it `result` (SCP 12). */
export const validationReply = z
  .object({ validate_check: boolean, result: boolean })
  .transform(({ validate_check, result }) => validate_check ?? result ?? undefined);
