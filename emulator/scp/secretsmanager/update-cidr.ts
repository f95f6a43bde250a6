import { ok } from "../../reply";
import { decodeBody } from "../body";
import { modification } from "../owned";
import type { Operation } from "../service";
import { refuseUnchanged } from "../unchanged";
import { checkedCidrs } from "./acl-cidr";
import { secretFields } from "./representation";
import { secrets } from "./secret";
import { findActiveSecret } from "./secret-access";
import { cidrRequest } from "./validation/secret";

export const updateCidr: Operation = (request) => {
  const acl_cidr = checkedCidrs(decodeBody(cidrRequest, request.body).acl_cidr);
  const secret = findActiveSecret(request);
  refuseUnchanged(request, secret, { acl_cidr });
  const changed = { ...secret, ...modification(request), acl_cidr };
  request.context.store.commit(secrets.put(changed));
  return ok({ secret: secretFields(changed) });
};
