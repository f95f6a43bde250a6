import { ok } from "../../reply";
import { dayMs, formatTimestamp } from "../../timestamp";
import { decodeBody } from "../body";
import { modification } from "../owned";
import type { Operation } from "../service";
import { shownVaultFields } from "./representation";
import { forgetTemporaryKeys } from "./vault-due";
import { terminationRequest } from "./validation/vault";
import { vaults, type Vault } from "./vault";
import { findActiveVault } from "./vault-access";

/**
 * Schedules the deletion of a vault and ends its temporary keys (SCP 6.3). A second request is refused, and the date
 * stays.
 */
export const terminateVault: Operation = (request) => {
  const { waiting_time_ndays } = decodeBody(terminationRequest, request.body);
  const { store } = request.context;
  const vault = findActiveVault(request);
  const waiting: Vault = {
    ...vault,
    ...modification(request),
    delete_at: formatTimestamp(request.now + waiting_time_ndays * dayMs),
    vaultkey_state: "To_Be_Terminated",
    waiting_time_ndays,
  };
  store.commit(vaults.put(waiting), ...forgetTemporaryKeys(store, vault.id));
  return ok({ secret_vault: shownVaultFields(store, waiting) });
};
