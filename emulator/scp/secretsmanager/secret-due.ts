import type { DueRule } from "../../settlement";
import type { Change } from "../../store/collection";
import type { Store } from "../../store/store";
import { endUse } from "../kms/key-user";
import { secrets, secretVersions, type Secret } from "./secret";

/** Removes a secret with all its versions when its waiting time ends. */
export const secretDueRule: DueRule = {
  collection: secrets.name,
  happen({ store }, id) {
    const secret = store.of(secrets).get(id);
    if (secret) store.commit(...forgetSecret(store, secret));
  },
};

/** The changes that remove a secret with all its versions. */
export function forgetSecret(store: Store, { id, kms_id }: Secret): Change[] {
  const versions = Array.from(store.of(secretVersions).owned(id), ({ version_id }) => secretVersions.drop(version_id));
  return [...versions, secrets.drop(id), ...endUse(store, kms_id, id)];
}
