import type { IncomingHttpHeaders } from "node:http";
import { accounts } from "../account";
import { authenticateAccount, readCredentials, refuseUnlessSigned, type Authenticate } from "../authentication";
import { validationError } from "../errors";
import { vaults } from "./vault";
import { refusal } from "./vault-access";

const tokenHeaders = ["svaccesskey", "svsignature", "svtimestamp", "svclienttype"];

/**
 * Authenticates by the token of the vault that the path names; the signature is computed as always (SCP 1). A request
 * may have the headers of an account's signature as well (SCP 12). They count only where a header of the token is
 * missing: then the request is routed, and refused by the service.
 */
export const authenticateToken: Authenticate = (context, incoming, params) => {
  const credentials = readCredentials(incoming.headers, "Sv");
  if (!credentials) {
    if (authenticateAccount(context, incoming, params)) throw missing(incoming.headers);
    return undefined;
  }
  const vault = context.store.of(vaults).get(params["secret_vault_id"] ?? "");
  // The status is 400, not 404, whatever the signature is (SCP 3).
  if (!vault) throw refusal("vault.invalid", "The secret vault could not be found.");
  const isToken = credentials.accessKey === vault.vault_token_id;
  const secret = isToken ? vault.vault_token_secret_value : undefined;
  refuseUnlessSigned(context, incoming, { ...credentials, accountId: "" }, secret);
  return context.store.of(accounts).get(vault.account_id);
};

function missing(headers: IncomingHttpHeaders) {
  return validationError(...tokenHeaders.filter((name) => !headers[name]).map(() => "Field required"));
}
