import { createHash } from "node:crypto";
import type { EmulatorContext } from "../../context";
import { temporaryKeys } from "../temporary-key";
import type { Vault } from "./vault";

/** A vault with its temporary keys. The secret of its token is shown as its SHA-256, the secret of a key not at all. */
export function showVaultState({ vault_token_secret_value: secret, ...vault }: Vault, { store }: EmulatorContext) {
  return {
    ...vault,
    tokenSecretSha256: createHash("sha256").update(secret).digest("hex"),
    temporaryKeys: Array.from(store.of(temporaryKeys).owned(vault.id), ({ access_key, created_at, expired_at }) => ({
      access_key,
      created_at,
      expired_at,
    })),
  };
}
