import { ok } from "../../reply";
import { modification } from "../owned";
import type { Operation } from "../service";
import { keys, type Key } from "./key";
import { findKey, refuseUnless } from "./key-access";
import { forgetMaterial, oldestVersion } from "./key-completion";
import { keyMaterials, makeKeySecret } from "./key-material";
import { showKeyFields } from "./representation";
import { nextRotation } from "./rotation";
import { noteRotation } from "./rotation-times";

export const rotateKey: Operation = async (request) => {
  const { store } = request.context;
  const { purpose } = findActiveKey(request);
  const secret = await makeKeySecret(purpose);
  // The key is read again: it may have been changed or deleted while the material was made.
  const key = findActiveKey(request);
  const version = key.current_version + 1;
  const next_rotate_at = nextRotation(key, request.now);
  const rotated: Key = { ...key, ...modification(request), current_version: version, next_rotate_at };
  store.commit(
    keys.put(rotated),
    noteRotation(store, key.id, request.now),
    keyMaterials.put({ keyId: key.id, version, ...secret }),
    ...forgetMaterial(store, key.id, oldestVersion(rotated)),
  );
  return ok({ key: showKeyFields(rotated) });
};

function findActiveKey(request: Parameters<Operation>[0]): Key {
  const key = findKey(request);
  refuseUnless(key, "Active");
  return key;
}
