import { createHash } from "node:crypto";
import type { Store } from "../../store/store";
import { temporaryKeys } from "../temporary-key";
import { vaults, type Vault } from "./vault";

/**
 * An account's vaults with their temporary keys. The secret of a token is shown as its SHA-256, the secret of a key not
 * at all.
 */
export function showVaultsState(store: Store, accountId: string) {
  const show = ({ vault_token_secret_value: secret, ...vault }: Vault) => ({
    ...vault,
    tokenSecretSha256: createHash("sha256").update(secret).digest("hex"),
    temporaryKeys: Array.from(store.of(temporaryKeys).owned(vault.id), ({ access_key, created_at, expired_at }) => ({
      access_key,
      created_at,
      expired_at,
    })),
  });
  return { vaults: Array.from(store.of(vaults).owned(accountId), show) };
}
