import type { IncomingHttpHeaders } from "node:http";
import { accounts } from "../account";
import { authenticateAccount, readCredentials, refuseUnlessSigned, type Authenticate } from "../authentication";
import { validationError } from "../errors";
import { vaults } from "./vault";
import { refusal } from "./vault-access";

const tokenHeaders = ["svaccesskey", "svsignature", "svtimestamp", "svclienttype"];

/**
 * By the token of the vault that the path names, with the recipe of all signatures (SCP 1). Headers of an account's
 * signature may be there, too (SCP 12); only where the token's are missing do they count: then the request is routed.
 */
export const authenticateToken: Authenticate = (context, incoming, params) => {
  const credentials = readCredentials(incoming.headers, "Sv");
  if (!credentials) {
    if (authenticateAccount(context, incoming, params)) throw missing(incoming.headers);
    return undefined;
  }
  const vault = context.store.of(vaults).get(params["secret_vault_id"] ?? "");
  // Not 404, and whatever the signature is (SCP 3).
  if (!vault) throw refusal("vault.invalid", "The secret vault could not be found.");
  const isToken = credentials.accessKey === vault.vault_token_id;
  const secret = isToken ? vault.vault_token_secret_value : undefined;
  refuseUnlessSigned(context, incoming, { ...credentials, accountId: "" }, secret);
  return context.store.of(accounts).get(vault.account_id);
};

function missing(headers: IncomingHttpHeaders) {
  return validationError(...tokenHeaders.filter((name) => !headers[name]).map(() => "Field required"));
}
