import { defineCollection } from "../../store/collection";
import { ownerOf, type Owned } from "../ownership";
import type { Tag } from "../validation/tags";
import type { Recipient } from "./validation/certificate";

/** Uploaded, or made by the service itself. The reference's words stand for production and development (SCP 4). */
export type CertificateKind = "PRD" | "DEV";

/** A certificate as it is stored. The private key is not kept, since no operation uses it. */
export interface Certificate extends Owned {
  readonly cert_kind: CertificateKind;
  readonly cert_type: "pem";
  /** Counted as in X.509: "2" means version 3. */
  readonly cert_version: string;
  readonly cn: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly id: string;
  readonly key_bit_size: string;
  readonly modified_at: string;
  readonly modified_by: string;
  readonly name: string;
  /** In UTC, but written without a zone (SCP 4). */
  readonly not_after_dt: string;
  readonly not_before_dt: string;
  readonly organization: string;
  readonly state: "VALID" | "EXPIRED";
  readonly user_name: string;
  readonly recipients: readonly Recipient[];
  readonly region: string;
  readonly tags: readonly Tag[];
  readonly timezone: string;
  /** PEM. */
  readonly certificate: string;
  /** PEM, the intermediate authorities first; null where there is no chain. */
  readonly chain: string | null;
  /** SHA-256 of the certificate in hexadecimal. */
  readonly fingerprint: string;
  /** In hexadecimal. */
  readonly serial: string;
}

export const certificates = defineCollection<Certificate>({
  name: "certificatemanager.certificates",
  id: ({ id }) => id,
  owner: ownerOf,
  unique: ({ name }) => name,
  dueAt: ({ not_after_dt, state }) => (state === "EXPIRED" ? undefined : Date.parse(`${not_after_dt}Z`) + secondMs),
});

/** A certificate is valid until the end of its last second. */
const secondMs = 1000;
