import { z } from "zod";

import { flag, number, text } from "../wire";

/** What the service shows of a single certificate since version 1.2; only the fields' names are known (SCP 4). */
export interface CertificateDetails {
  readonly daysUntilExpiration?: number;
  readonly isInUse?: boolean;
  readonly issuer?: string;
  readonly publicKeyType?: string;
  readonly publicKeyBitSize?: number;
  readonly signatureAlgorithm?: string;
  readonly subDomain?: string;
}

/** Names may come as one text or as a list. */
const names = z.union([text, z.array(z.string()).transform((all) => all.join(", ") || undefined)]);

/** A field in another form must not hide the certificate. */
export const certificateDetails = {
  days_until_expiration: number.catch(undefined),
  is_in_use: flag.optional(),
  issuer: text.catch(undefined),
  public_key_type: text.catch(undefined),
  public_key_bit_size: number.catch(undefined),
  signature_algorithm: text.catch(undefined),
  sub_domain: names.catch(undefined),
};

/** The fields that are there and understood; nothing where none is. */
export function detailsOf(wire: z.output<z.ZodObject<typeof certificateDetails>>): { details?: CertificateDetails } {
  const shown = Object.entries({
    daysUntilExpiration: wire.days_until_expiration,
    isInUse: wire.is_in_use,
    issuer: wire.issuer,
    publicKeyType: wire.public_key_type,
    publicKeyBitSize: wire.public_key_bit_size,
    signatureAlgorithm: wire.signature_algorithm,
    subDomain: wire.sub_domain,
  }).filter(([, value]) => value !== undefined && value !== null);
  return shown.length === 0 ? {} : { details: Object.fromEntries(shown) };
}
