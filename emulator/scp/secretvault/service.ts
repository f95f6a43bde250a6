import { secretVaultOperations } from "../../../provider/clients/scp/secretvault/operations";
import { stateList, serveOperations, type ScpService } from "../service";
import { temporaryKeys } from "../temporary-key";
import { createTemporaryKey } from "./create-temporary-key";
import { createVault } from "./create-vault";
import { listVaults } from "./list-vaults";
import { showVault } from "./show-vault";
import { showVaultState } from "./state-view";
import { terminateVault } from "./terminate-vault";
import { authenticateToken } from "./token-authentication";
import { vaults } from "./vault";
import { temporaryKeyDueRule, vaultDueRule } from "./vault-due";

/** Secret Vault. Each operation is one step: nothing is ever left half done. */
export const secretVault: ScpService = {
  name: "secretvault",
  title: "Secret Vault",
  secretFields: [],
  numberFields: ["temporary_key_ttl_nhours", "vault_token_ttl_ndays", "waiting_time_ndays"],
  versions: [{ id: "1.0", status: "CURRENT", notBefore: "" }],
  operations: [
    ...serveOperations(secretVaultOperations, { createVault, listVaults, showVault, terminateVault }),
    ...serveOperations(secretVaultOperations, { createTemporaryKey }, authenticateToken),
  ],
  collections: [vaults, temporaryKeys],
  dueRules: [vaultDueRule, temporaryKeyDueRule],
  state: { vaults: stateList(vaults, showVaultState) },
};
