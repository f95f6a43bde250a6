import { defineCollection } from "../../store/collection";
import type { Struct } from "../json";

/** A secret as it is stored. No call can read its data, so only a digest is kept. */
export interface Secret {
  readonly secret_id: string;
  readonly name: string;
  readonly schema_id: string | null;
  readonly provider: string | null;
  readonly tags: Struct;
  readonly trusted_secret_id: string | null;
  readonly service_account_id: string | null;
  readonly resource_group: "DOMAIN" | "WORKSPACE" | "PROJECT";
  /** `*` unless the secret belongs to a project. */
  readonly project_id: string;
  /** `*` where the secret belongs to the domain. */
  readonly workspace_id: string;
  readonly domain_id: string;
  readonly created_at: string;
  /** SHA-256 of the data's canonical JSON in hexadecimal. */
  readonly data_sha256: string;
}

export const secrets = defineCollection<Secret>({
  name: "secret.secrets",
  id: ({ secret_id }) => secret_id,
  owner: ({ domain_id }) => domain_id,
});
