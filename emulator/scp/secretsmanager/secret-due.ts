import type { DueRule } from "../../settlement";
import { endUse } from "../kms/key-user";
import { secrets, secretVersions } from "./secret";

/** Removes a secret with all its versions when its waiting time ends. */
export const secretDueRule: DueRule = {
  collection: secrets.name,
  happen({ store }, id) {
    const secret = store.of(secrets).get(id);
    if (!secret) return undefined;
    const versions = Array.from(store.of(secretVersions).owned(id), ({ version_id }) =>
      secretVersions.drop(version_id),
    );
    store.commit(...versions, secrets.drop(id), ...endUse(store, secret.kms_id, id));
    return undefined;
  },
};
