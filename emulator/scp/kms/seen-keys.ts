import { listed } from "../../world/lag";
import { withoutWaiting } from "../../world/waiting";
import type { CollectionDefinition } from "../../store/collection";
import type { ScpRequest } from "../service";
import { refuseUnlessShown } from "../shown";
import { keys, type Key } from "./key";
import { findKey, keyAt } from "./key-access";
import { seenKey } from "./rotation-times";

/** The key that a request's path names, as a GET shows it. */
export function showableKey(request: ScpRequest, collection: CollectionDefinition<Key> = keys): Key {
  return seenKey(request, request.context.store, refuseUnlessShown(request, findKey(request, collection)));
}

/** The account's keys, as lists show them. */
export function listableKeys(request: ScpRequest, collection: CollectionDefinition<Key> = keys): Key[] {
  const { context, owner } = request;
  const owned = withoutWaiting(request, listed(request, context.store.of(collection).owned(owner)));
  const isUsers = collection === keys;
  return owned.map((key) => seenKey(request, context.store, isUsers ? keyAt(request, key) : key));
}
