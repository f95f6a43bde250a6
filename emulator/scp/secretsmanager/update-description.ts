import { ok } from "../../reply";
import { decodeBody } from "../body";
import { modification } from "../owned";
import type { Operation } from "../service";
import { refuseUnchanged } from "../unchanged";
import { secretFields } from "./representation";
import { secrets } from "./secret";
import { findActiveSecret } from "./secret-access";
import { descriptionRequest } from "./validation/secret";

export const updateDescription: Operation = (request) => {
  const { description } = decodeBody(descriptionRequest, request.body);
  const secret = findActiveSecret(request);
  refuseUnchanged(request, secret, { description });
  const changed = { ...secret, ...modification(request), description };
  request.context.store.commit(secrets.put(changed));
  return ok({ secret: secretFields(changed) });
};
