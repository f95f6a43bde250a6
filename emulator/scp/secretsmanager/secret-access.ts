import { formatTimestamp } from "../../timestamp";
import { notFound, ScpError } from "../errors";
import type { ScpRequest } from "../service";
import { secrets, type Secret } from "./secret";

/** Finds the secret that a request's path names, in the account that signed it. */
export function findSecret(request: ScpRequest): Secret {
  const secret = request.context.store.of(secrets).get(request.params["secret_id"] ?? "");
  if (secret?.account_id !== request.account.account_id) throw notFound();
  return secret;
}

/** The same; refuses a secret that is scheduled for deletion. */
export function findActiveSecret(request: ScpRequest): Secret {
  const secret = findSecret(request);
  if (secret.state === "Active") return secret;
  throw refusal("state.invalid", `The secret is in state ${secret.state}; this needs Active.`);
}

/** A refusal with one of the service's own codes. */
export function refusal(reason: string, detail: string, status = 400): ScpError {
  return new ScpError(status, `scp-security.secretsmanager.${reason}`, detail);
}

/** Who changed a secret and when. */
export function modification({ account, now }: ScpRequest): Pick<Secret, "modified_at" | "modified_by"> {
  return { modified_at: formatTimestamp(now), modified_by: account.user_id };
}
