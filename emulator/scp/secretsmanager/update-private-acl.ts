import { ok } from "../../reply";
import { decodeBody } from "../body";
import { modification } from "../owned";
import type { Operation } from "../service";
import { refuseUnchanged } from "../unchanged";
import { changedPrivateAcl } from "./private-acl";
import { secretFieldsWithAcl } from "./representation";
import { secrets } from "./secret";
import { findActiveSecret } from "./secret-access";
import { privateAclRequest } from "./validation/secret";

export const updatePrivateAcl: Operation = (request) => {
  const input = decodeBody(privateAclRequest, request.body);
  const secret = findActiveSecret(request);
  const acl = changedPrivateAcl(secret, input);
  refuseUnchanged(request, secret, acl);
  const changed = { ...secret, ...modification(request), ...acl };
  request.context.store.commit(secrets.put(changed));
  return ok({ secret: secretFieldsWithAcl(changed) });
};
