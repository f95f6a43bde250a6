import { defineCollection, type Change } from "../../store/collection";
import type { Store } from "../../store/store";
import { keys } from "./key";

/** A user of a key, such as a secret. Names are those of the reference. */
export interface KeyUser {
  readonly key_id: string;
  readonly user_id: string;
  readonly user_name: string;
}

/** Users are kept even when their key is gone: nobody tells them. */
export const keyUsers = defineCollection<KeyUser>({
  name: "kms.key-users",
  id: ({ key_id, user_id }) => keyUserId(key_id, user_id),
  owner: ({ key_id }) => key_id,
});

function keyUserId(keyId: string, userId: string): string {
  return `${keyId}.${userId}`;
}

/** The changes that register a user of a key. */
export function beginUse(store: Store, user: KeyUser): Change[] {
  return [keyUsers.put(user), ...countUse(store, user.key_id, 1)];
}

/** The changes that remove a user of a key. */
export function endUse(store: Store, keyId: string, userId: string): Change[] {
  return [keyUsers.drop(keyUserId(keyId, userId)), ...countUse(store, keyId, -1)];
}

function countUse(store: Store, keyId: string, difference: number): Change[] {
  const key = store.of(keys).get(keyId);
  return key ? [keys.put({ ...key, use_count: key.use_count + difference })] : [];
}
