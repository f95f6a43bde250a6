import { formatTimestamp } from "../../timestamp";
import { notFound, ScpError } from "../errors";
import type { ScpRequest } from "../service";
import { vaults, type Vault } from "./vault";

/** Finds the vault that a request's path names, in the account that signed it. */
export function findVault(request: ScpRequest): Vault {
  const vault = request.context.store.of(vaults).get(request.params["secret_vault_id"] ?? "");
  if (vault?.account_id !== request.account.account_id) throw notFound();
  return vault;
}

/** The same; refuses a vault whose token has expired, or that is scheduled for deletion. */
export function findActiveVault(request: ScpRequest): Vault {
  const vault = findVault(request);
  if (vault.vaultkey_state === "Active") return vault;
  throw refusal("state.invalid", `The secret vault is in state ${vault.vaultkey_state}; this needs Active.`);
}

/** A refusal with one of the service's own codes. */
export function refusal(reason: string, detail: string, status = 400): ScpError {
  return new ScpError(status, `scp-security.secretvault.${reason}`, detail);
}

/** Who changed a vault and when. */
export function modification({ account, now }: ScpRequest): Pick<Vault, "modified_at" | "modified_by"> {
  return { modified_at: formatTimestamp(now), modified_by: account.user_id };
}
