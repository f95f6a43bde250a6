import { ok } from "../../reply";
import { formatTimestamp, hourMs } from "../../timestamp";
import { isWithin } from "../cidrs";
import { newId } from "../identifier";
import { newSecretKey } from "../secret-key";
import type { Operation, ScpRequest } from "../service";
import { temporaryKeys, type TemporaryKey } from "../temporary-key";
import type { Vault } from "./vault";
import { findActiveVault, refusal } from "./vault-access";

/** How many temporary keys a vault may have at one time (SCP 6.3). */
const temporaryKeyQuota = 5;

/** Makes another temporary key for each request. */
export const createTemporaryKey: Operation = (request) => {
  const vault = findActiveVault(request);
  refuseUnlessAllowed(vault, request.caller.address);
  refuseBeyondQuota(request, vault);
  const key = newTemporaryKey(vault, request.now);
  request.context.store.commit(temporaryKeys.put(key));
  const { access_key, expired_at, secret_key } = key;
  return ok({ access_key, expired_at, secret_key });
};

function refuseUnlessAllowed({ acl_cidr }: Vault, address: string): void {
  if (isWithin(acl_cidr, address)) return;
  throw refusal("access.denied", `The address is not in the access control list: ${address}`, 403);
}

function refuseBeyondQuota({ context }: ScpRequest, { id }: Vault): void {
  if (context.store.of(temporaryKeys).countOwned(id) < temporaryKeyQuota) return;
  throw refusal("temporarykey.quota.exceeded", `A secret vault has at most ${temporaryKeyQuota} temporary keys.`, 403);
}

function newTemporaryKey({ account_id, id, temporary_key_ttl_nhours }: Vault, now: number): TemporaryKey {
  return {
    access_key: newId(),
    secret_key: newSecretKey(),
    account_id,
    vault_id: id,
    created_at: formatTimestamp(now),
    expired_at: formatTimestamp(now + temporary_key_ttl_nhours * hourMs),
  };
}
