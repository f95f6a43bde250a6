import { ok } from "../../reply";
import { answered } from "../../world/change-replies";
import { decodeBody } from "../body";
import { modification } from "../owned";
import type { Operation } from "../service";
import { refuseUnchanged } from "../unchanged";
import { managedKeys } from "./key";
import { findKey } from "./key-access";
import { showKeyFieldsOf } from "./representation";
import { descriptionRequest } from "./validation/key";

export const updateManagedKeyDescription: Operation = (request) => {
  const { description } = decodeBody(descriptionRequest, request.body);
  const key = findKey(request, managedKeys);
  refuseUnchanged(request, key, { description });
  const changed = { ...key, ...modification(request), description };
  request.context.store.commit(managedKeys.put(changed));
  return ok({ key: showKeyFieldsOf(request.version, answered(request, key, changed)) });
};
