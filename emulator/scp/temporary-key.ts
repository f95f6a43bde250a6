import { defineCollection } from "../store/collection";

/** An access key that a vault of the account has handed out for some hours. It is removed when it expires. */
export interface TemporaryKey {
  readonly access_key: string;
  readonly secret_key: string;
  readonly account_id: string;
  readonly vault_id: string;
  readonly created_at: string;
  readonly expired_at: string;
}

/** Temporary keys, by their access keys; those of a vault are in the order of creation. */
export const temporaryKeys = defineCollection<TemporaryKey>({
  name: "scp.temporary-keys",
  id: ({ access_key }) => access_key,
  owner: ({ vault_id }) => vault_id,
  dueAt: ({ expired_at }) => Date.parse(expired_at),
});
