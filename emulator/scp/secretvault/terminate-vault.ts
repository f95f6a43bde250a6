import { ok } from "../../reply";
import { dayMs, formatTimestamp } from "../../timestamp";
import { decodeBody } from "../body";
import { modification } from "../owned";
import { secondDeletion } from "../second-deletion";
import type { Operation } from "../service";
import { shownVaultFields } from "./representation";
import { forgetTemporaryKeys } from "./vault-due";
import { terminationRequest } from "./validation/vault";
import { vaults, type Vault } from "./vault";
import { findVault, notActive } from "./vault-access";

/** Schedules the deletion of a vault and ends its temporary keys (SCP 6.3). */
export const terminateVault: Operation = (request) => {
  const { waiting_time_ndays } = decodeBody(terminationRequest, request.body);
  const { store } = request.context;
  const vault = findVault(request);
  if (vault.vaultkey_state === "To_Be_Terminated") {
    const outcome = secondDeletion(request, "refused", () => notActive(vault));
    if (outcome === "taken") return ok({ secret_vault: shownVaultFields(store, vault) });
  } else if (vault.vaultkey_state !== "Active") {
    throw notActive(vault);
  }
  const waiting: Vault = {
    ...vault,
    ...modification(request),
    delete_at: formatTimestamp(request.now + waiting_time_ndays * dayMs),
    vaultkey_state: "To_Be_Terminated",
    waiting_time_ndays,
  };
  const isAtOnce = request.context.world.current.deletion === "atOnce";
  store.commit(isAtOnce ? vaults.drop(vault.id) : vaults.put(waiting), ...forgetTemporaryKeys(store, vault.id));
  return ok({ secret_vault: shownVaultFields(store, waiting) });
};
