import type { CollectionDefinition } from "../store/collection";
import { formatTimestamp } from "../timestamp";
import { notFound } from "./errors";
import { ownerOf, type Owned } from "./ownership";
import type { ScpRequest } from "./service";

/**
 * Finds the record that a request's path names, in the account that signed the request, and in the place that it is for.
 * @param parameter the name that the path has for the id
 */
export function findOwned<T extends Owned>(
  { context, owner, params }: ScpRequest,
  collection: CollectionDefinition<T>,
  parameter: string,
): T {
  const record = context.store.of(collection).get(params[parameter] ?? "");
  if (!record || ownerOf(record) !== owner) throw notFound();
  return record;
}

/** Who changed a record and when. */
export function modification({ account, now }: ScpRequest) {
  return { modified_at: formatTimestamp(now), modified_by: account.user_id };
}
