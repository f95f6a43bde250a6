import { ok } from "../../reply";
import { answered } from "../../world/change-replies";
import { decodeBody } from "../body";
import { modification } from "../owned";
import type { Operation } from "../service";
import { refuseUnchanged } from "../unchanged";
import { keys } from "./key";
import { findKey, refuseUnless } from "./key-access";
import { showKeyFields } from "./representation";
import { descriptionRequest } from "./validation/key";

export const updateDescription: Operation = (request) => {
  const { description } = decodeBody(descriptionRequest, request.body);
  const key = findKey(request);
  refuseUnless(key, "Active", "Stop");
  refuseUnchanged(request, key, { description });
  const changed = { ...key, ...modification(request), description };
  request.context.store.commit(keys.put(changed));
  return ok({ key: showKeyFields(answered(request, key, changed)) });
};
