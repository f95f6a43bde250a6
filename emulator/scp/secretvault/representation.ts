import type { Store } from "../../store/store";
import { temporaryKeys } from "../temporary-key";
import { encryptForList } from "./listed-token";
import type { Vault } from "./vault";

/** A vault as creation answers it, in the order of the reference: with the token in clear. */
export function createdVaultFields({ place: _place, tags: _tags, ...vault }: Vault) {
  return vault;
}

/** A vault as lists answer it: the token is encrypted, so that nobody can use it. */
export function listedVaultFields(vault: Vault) {
  return {
    ...createdVaultFields(vault),
    vault_token_id: encryptForList(vault, vault.vault_token_id),
    vault_token_secret_value: encryptForList(vault, vault.vault_token_secret_value),
  };
}

/**
 * A vault as show and termination answer it: with the token in clear, as in the reference's example, and without a
 * user's name.
 */
export function shownVaultFields(store: Store, vault: Vault) {
  const { user_name: _userName, ...fields } = createdVaultFields(vault);
  const newest = Array.from(store.of(temporaryKeys).owned(vault.id)).at(-1);
  return {
    access_key: `${vault.access_key_id.slice(0, 3)}${"*".repeat(vault.access_key_id.length - 3)}`,
    ...fields,
    temp_key_expired_at: newest?.expired_at ?? null,
  };
}
