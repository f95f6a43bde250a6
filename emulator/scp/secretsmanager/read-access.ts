import type { Caller } from "../caller";
import { isWithin } from "../cidrs";
import type { Secret } from "./secret";
import { refusal } from "./secret-access";

/** Refuses a caller that may not read a secret's values: both access lists have to allow it. */
export function refuseUnlessAllowed(secret: Secret, { address, resourceId }: Caller): void {
  if (!isWithin(secret.acl_cidr, address)) {
    throw refusal("access.denied", `The address is not in the access control list: ${address}`, 403);
  }
  if (!secret.private_acl_enabled) return;
  if (secret.private_acl_resources.some(({ resource_id }) => resource_id === resourceId)) return;
  throw refusal("access.denied", "The resource is not in the private access control list.", 403);
}
