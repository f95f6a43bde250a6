import { defineCollection } from "../store/collection";

/** An access key for some hours, handed out by a vault of the account. It is gone when it expires. */
export interface TemporaryKey {
  readonly access_key: string;
  readonly secret_key: string;
  readonly account_id: string;
  readonly vault_id: string;
  readonly created_at: string;
  readonly expired_at: string;
}

/** By their access keys; of a vault in the order of creation. */
export const temporaryKeys = defineCollection<TemporaryKey>({
  name: "scp.temporary-keys",
  id: ({ access_key }) => access_key,
  owner: ({ vault_id }) => vault_id,
  dueAt: ({ expired_at }) => Date.parse(expired_at),
});
