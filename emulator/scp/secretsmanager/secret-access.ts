import { ScpError } from "../errors";
import { findOwned } from "../owned";
import type { ScpRequest } from "../service";
import { holderOf } from "../taken-name";
import { secrets, type Secret, type SecretState } from "./secret";

/** Finds the secret that a request's path names, in the account that signed it. */
export function findSecret(request: ScpRequest): Secret {
  return findOwned(request, secrets, "secret_id");
}

/** The same; refuses a secret that is scheduled for deletion. */
export function findActiveSecret(request: ScpRequest): Secret {
  const secret = findSecret(request);
  if (secret.state === "Active") return secret;
  throw wrongState(secret, "Active");
}

/** The refusal of what a secret's state does not allow. */
export function wrongState({ state }: Secret, needed: SecretState): ScpError {
  return refusal("state.invalid", `The secret is in state ${state}; this needs ${needed}.`);
}

/** Refuses a name that another secret keeps. */
export function refuseTakenName(request: ScpRequest, name: string): void {
  if (!holderOf(request, secrets, name, ({ state }) => state)) return;
  throw refusal("name.duplicated", `The secret name is already in use: ${name}`, 409);
}

/** A refusal with one of the service's own codes. */
export function refusal(reason: string, detail: string, status = 400): ScpError {
  return new ScpError(status, `scp-security.secretsmanager.${reason}`, detail);
}
