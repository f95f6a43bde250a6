import type { CollectionDefinition } from "../store/collection";
import { formatTimestamp } from "../timestamp";
import { notFound } from "./errors";
import type { ScpRequest } from "./service";

/**
 * Finds the record that a request's path names, in the account that signed the request.
 * @param parameter the name that the path has for the id
 */
export function findOwned<T extends { readonly account_id: string }>(
  { account, context, params }: ScpRequest,
  collection: CollectionDefinition<T>,
  parameter: string,
): T {
  const record = context.store.of(collection).get(params[parameter] ?? "");
  if (record?.account_id !== account.account_id) throw notFound();
  return record;
}

/** Who changed a record and when. */
export function modification({ account, now }: ScpRequest) {
  return { modified_at: formatTimestamp(now), modified_by: account.user_id };
}
