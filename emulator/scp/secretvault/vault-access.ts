import { isBehind, type Moment } from "../../world/lag";
import { ScpError } from "../errors";
import { findOwned } from "../owned";
import type { ScpRequest } from "../service";
import { vaults, type Vault } from "./vault";

/** Finds the vault that a request's path names, in the account that signed it. */
export function findVault(request: ScpRequest): Vault {
  return vaultAt(request, findOwned(request, vaults, "secret_vault_id"));
}

/** A vault as it is at a time: a young one may not be ready. */
export function vaultAt(moment: Moment, vault: Vault): Vault {
  const isYoung =
    vault.vaultkey_state === "Active" && isBehind(moment, "readyLagSeconds", Date.parse(vault.created_at));
  return isYoung ? { ...vault, vaultkey_state: "Creating" } : vault;
}

/** The same; refuses a vault whose token has expired, or that is scheduled for deletion. */
export function findActiveVault(request: ScpRequest): Vault {
  const vault = findVault(request);
  if (vault.vaultkey_state === "Active") return vault;
  throw notActive(vault);
}

/** The refusal of what only an active vault can do. */
export function notActive({ vaultkey_state }: Vault): ScpError {
  return refusal("state.invalid", `The secret vault is in state ${vaultkey_state}; this needs Active.`);
}

/** A refusal with one of the service's own codes. */
export function refusal(reason: string, detail: string, status = 400): ScpError {
  return new ScpError(status, `scp-security.secretvault.${reason}`, detail);
}
