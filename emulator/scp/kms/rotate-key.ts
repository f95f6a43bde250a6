import { ok } from "../../reply";
import { answered } from "../../world/change-replies";
import { modification } from "../owned";
import type { Operation } from "../service";
import { keys, type Key } from "./key";
import { findKey, refuseUnless } from "./key-access";
import { forgetOldMaterial } from "./key-versions";
import { showKeyFields } from "./representation";
import { nextRotation } from "./rotation";
import { noteRotation } from "./rotation-times";

export const rotateKey: Operation = (request) => {
  const { store } = request.context;
  const key = findKey(request);
  refuseUnless(key, "Active");
  const rotated: Key = {
    ...key,
    ...modification(request),
    current_version: key.current_version + 1,
    next_rotate_at: nextRotation(key, request.now),
  };
  store.commit(keys.put(rotated), noteRotation(store, key.id, request.now), ...forgetOldMaterial(store, rotated));
  return ok({ key: showKeyFields(answered(request, key, rotated)) });
};
