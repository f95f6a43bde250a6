import { ok } from "../../reply";
import { answered } from "../../world/change-replies";
import { decodeBody } from "../body";
import { modification } from "../owned";
import type { Operation } from "../service";
import { refuseUnchanged } from "../unchanged";
import { keys, type Key } from "./key";
import { findKey, refuseUnless } from "./key-access";
import { showKeyFields } from "./representation";
import { nextRotation } from "./rotation";
import { rotateInfoRequest } from "./validation/key";

export const updateRotation: Operation = (request) => {
  const input = decodeBody(rotateInfoRequest, request.body);
  const key = findKey(request);
  refuseUnless(key, "Active", "Stop");
  const auto_rotate = input.auto_rotate;
  const rotate_cycle = input.rotate_cycle ?? key.rotate_cycle;
  refuseUnchanged(request, key, { auto_rotate, rotate_cycle });
  const isSame = auto_rotate === key.auto_rotate && rotate_cycle === key.rotate_cycle;
  const next_rotate_at = isSame ? key.next_rotate_at : nextRotation({ auto_rotate, rotate_cycle }, request.now);
  const changed: Key = { ...key, ...modification(request), auto_rotate, rotate_cycle, next_rotate_at };
  request.context.store.commit(keys.put(changed));
  return ok({ key: showKeyFields(answered(request, key, changed)) });
};
