import type { DueRule } from "../../settlement";
import { dayMs, formatTimestamp } from "../../timestamp";
import type { Change } from "../../store/collection";
import type { Store } from "../../store/store";
import { temporaryKeys } from "../temporary-key";
import { vaults, type Vault } from "./vault";

/** How long a vault is kept after its token has expired (SCP 6.3). */
const expiredDays = 7;

/** What happens to a vault by itself: its token expires, and it is removed when its waiting time ends. */
export const vaultDueRule: DueRule = {
  collection: vaults.name,
  happen({ store }, id) {
    const vault = store.of(vaults).get(id);
    if (!vault) return;
    const change = vault.delete_at === null ? vaults.put(expired(vault)) : vaults.drop(id);
    store.commit(change, ...forgetTemporaryKeys(store, id));
  },
};

/** Removes a temporary key when it expires. */
export const temporaryKeyDueRule: DueRule = {
  collection: temporaryKeys.name,
  happen({ store }, accessKey) {
    store.commit(temporaryKeys.drop(accessKey));
  },
};

/** The changes that remove all temporary keys of a vault. */
export function forgetTemporaryKeys(store: Store, vaultId: string): Change[] {
  return Array.from(store.of(temporaryKeys).owned(vaultId), ({ access_key }) => temporaryKeys.drop(access_key));
}

function expired(vault: Vault): Vault {
  return {
    ...vault,
    delete_at: formatTimestamp(Date.parse(vault.vault_token_expired_at) + expiredDays * dayMs),
    modified_at: vault.vault_token_expired_at,
    vaultkey_state: "Expired",
    waiting_time_ndays: expiredDays,
  };
}
