import type { CollectionDefinition } from "../../store/collection";
import { isBehind, type Moment } from "../../world/lag";
import { ScpError } from "../errors";
import { findOwned } from "../owned";
import type { ScpRequest } from "../service";
import { holderOf } from "../taken-name";
import { keys, type Key, type KeyState } from "./key";
import { purposesFor, type KeyPurpose, type KeyUse } from "./key-purpose";

/** Finds the key that a request's path names, in the account that signed it. */
export function findKey(request: ScpRequest, collection: CollectionDefinition<Key> = keys): Key {
  const key = findOwned(request, collection, "key_id");
  return collection === keys ? keyAt(request, key) : key;
}

/** A key as it is at a time: a young one may not be ready. */
export function keyAt(moment: Moment, key: Key): Key {
  const isYoung = key.state === "Active" && isBehind(moment, "readyLagSeconds", Date.parse(key.created_at));
  return isYoung ? { ...key, state: "Creating" } : key;
}

/** The key that keeps a name from being given to another one. */
export function keyNamed(request: Pick<ScpRequest, "context" | "owner">, name: string): Key | undefined {
  return holderOf(request, keys, name, ({ state }) => state);
}

/** Finds the key that a request's path names, if it can be used for this now. */
export function findUsableKey(request: ScpRequest, use: KeyUse): Key {
  const key = findKey(request);
  const purposes: readonly KeyPurpose[] = purposesFor[use];
  if (!purposes.includes(key.purpose)) {
    const detail = `A key for ${key.purpose} cannot be used for ${use}; this needs ${purposes.join(" or ")}.`;
    throw new ScpError(400, "scp-security.kms.key.purpose.invalid", detail);
  }
  refuseUnless(key, "Active");
  if (isBehind(request, "keyUseLagSeconds", Date.parse(key.created_at))) {
    throw new ScpError(400, "scp-security.kms.key.state.invalid", "The key cannot be used yet.");
  }
  return key;
}

/** Refuses what a key's state does not allow. */
export function refuseUnless(key: Key, ...allowed: readonly KeyState[]): void {
  if (!allowed.includes(key.state)) throw wrongState(key, ...allowed);
}

/** The refusal of what a key's state does not allow. */
export function wrongState({ state }: Key, ...allowed: readonly KeyState[]): ScpError {
  const detail = `The key is in state ${state}; this needs ${allowed.join(" or ")}.`;
  return new ScpError(400, "scp-security.kms.key.state.invalid", detail);
}
