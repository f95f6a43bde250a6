import { formatTimestamp } from "../../timestamp";
import type { CollectionDefinition } from "../../store/collection";
import { notFound, ScpError } from "../errors";
import type { ScpRequest } from "../service";
import { keys, type Key, type KeyState } from "./key";

/** Finds the key that a request's path names, in the account that signed it. */
export function findKey(request: ScpRequest, collection: CollectionDefinition<Key> = keys): Key {
  const key = request.context.store.of(collection).get(request.params["key_id"] ?? "");
  if (key?.account_id !== request.account.account_id) throw notFound();
  return key;
}

/** Refuses what a key's state does not allow. */
export function refuseUnless(key: Key, ...allowed: readonly KeyState[]): void {
  if (allowed.includes(key.state)) return;
  const detail = `The key is in state ${key.state}; this needs ${allowed.join(" or ")}.`;
  throw new ScpError(400, "scp-security.kms.key.state.invalid", detail);
}

/** Who changed a key and when. */
export function modification({ account, now }: ScpRequest): Pick<Key, "modified_at" | "modified_by"> {
  return { modified_at: formatTimestamp(now), modified_by: account.user_id };
}
