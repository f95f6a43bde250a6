import { ok } from "../../reply";
import type { Change } from "../../store/collection";
import type { Store } from "../../store/store";
import { decodeBody } from "../body";
import type { Key } from "../kms/key";
import { beginUse, endUse } from "../kms/key-user";
import { modification } from "../owned";
import type { Operation } from "../service";
import { refuseUnchanged } from "../unchanged";
import { secretFields } from "./representation";
import { secrets, secretVersions, type Secret } from "./secret";
import { findActiveSecret } from "./secret-access";
import { findUsableKey } from "./secret-key";
import { kmsRequest } from "./validation/secret";
import { reencrypted } from "./version";

/** All versions are encrypted again with the new key, so the former key is no longer needed. This takes both keys. */
export const updateKms: Operation = (request) => {
  const { kms_id } = decodeBody(kmsRequest, request.body);
  const { context } = request;
  const secret = findActiveSecret(request);
  const key = findUsableKey(context, request.owner, kms_id);
  refuseUnchanged(request, secret, { kms_id });
  const versions = Array.from(context.store.of(secretVersions).owned(secret.id), (version) =>
    secretVersions.put(reencrypted(context, secret, version, key)),
  );
  const changed: Secret = { ...secret, ...modification(request), kms_id: key.id, kms_name: key.name };
  context.store.commit(...versions, secrets.put(changed), ...changedUse(context.store, secret, key));
  return ok({ secret: secretFields(changed) });
};

function changedUse(store: Store, secret: Secret, key: Key): Change[] {
  if (key.id === secret.kms_id) return [];
  const user = { key_id: key.id, user_id: secret.id, user_name: secret.name };
  return [...endUse(store, secret.kms_id, secret.id), ...beginUse(store, user)];
}
