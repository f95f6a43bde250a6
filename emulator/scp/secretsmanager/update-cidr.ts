import { ok } from "../../reply";
import { decodeBody } from "../body";
import type { Operation } from "../service";
import { formatCidrs, parseCidrs } from "./cidrs";
import { secretFields } from "./representation";
import { secrets } from "./secret";
import { findActiveSecret, modification } from "./secret-access";
import { cidrRequest } from "./validation/secret";

export const updateCidr: Operation = (request) => {
  const acl_cidr = formatCidrs(parseCidrs(decodeBody(cidrRequest, request.body).acl_cidr));
  const changed = { ...findActiveSecret(request), ...modification(request), acl_cidr };
  request.context.store.commit(secrets.put(changed));
  return ok({ secret: secretFields(changed) });
};
