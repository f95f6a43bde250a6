import { defineCollection } from "../../store/collection";
import { ownerOf, type Owned } from "../ownership";
import type { Tag } from "../validation/tags";

/** What is stored is never `Creating`. */
export type VaultState = "Creating" | "Active" | "Expired" | "To_Be_Terminated";

/** A vault as it is stored. Names and types are those of the reference; dates are RFC 3339. */
export interface Vault extends Owned {
  readonly access_key_id: string;
  readonly access_key_type: "Temporary";
  readonly acl_cidr: string;
  readonly created_at: string;
  readonly created_by: string;
  /** The date of its deletion; null unless one is scheduled. */
  readonly delete_at: string | null;
  readonly description: string | null;
  readonly id: string;
  readonly modified_at: string;
  readonly modified_by: string;
  readonly name: string;
  readonly temporary_key_ttl_nhours: number;
  /** The emulator's users have no names. */
  readonly user_name: null;
  readonly vault_token_expired_at: string;
  readonly vault_token_id: string;
  readonly vault_token_secret_value: string;
  readonly vault_token_ttl_ndays: number;
  readonly vaultkey_state: VaultState;
  readonly vaultkey_type: "SCP Open API Key";
  /** The whole waiting time that was asked for; null unless a deletion is scheduled. */
  readonly waiting_time_ndays: number | null;
  readonly tags: readonly Tag[];
}

/** A name stays taken while its vault waits for deletion. */
export const vaults = defineCollection<Vault>({
  name: "secretvault.vaults",
  id: ({ id }) => id,
  owner: ownerOf,
  unique: ({ name }) => name,
  dueAt: ({ delete_at, vault_token_expired_at }) => Date.parse(delete_at ?? vault_token_expired_at),
});
