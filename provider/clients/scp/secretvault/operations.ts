import { versionsOf } from "../../../settings/reading/scp-services";
import type { OperationTable } from "../../operation";

const all = versionsOf("secretvault");

/** Operations of the Secret Vault. */
export const secretVaultOperations = {
  createVault: { method: "POST", path: "/v1/secretvault", versions: all, repeatable: false },
  listVaults: { method: "GET", path: "/v1/secretvault", versions: all, repeatable: true },
  showVault: { method: "GET", path: "/v1/secretvault/{secret_vault_id}", versions: all, repeatable: true },
  terminateVault: {
    method: "PUT",
    path: "/v1/secretvault/{secret_vault_id}/terminated",
    versions: all,
    repeatable: true,
  },
  /**
   * Signed with the vault's own token instead of an account's access key. It makes another key of the few that a vault
   * may have, although it is a GET (SCP 6.3).
   */
  createTemporaryKey: { method: "GET", path: "/v1/temporarykey/{secret_vault_id}", versions: all, repeatable: false },
} as const satisfies OperationTable;
