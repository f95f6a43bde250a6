import type { Secret } from "./secret";
import { refusal } from "./secret-access";

export type PrivateAcl = Pick<Secret, "private_acl_enabled" | "private_acl_resources">;

/** The private ACL after an update: what the body leaves out stays, and null stands for no resources. */
export function changedPrivateAcl(
  before: PrivateAcl,
  input: {
    readonly private_acl_enabled?: boolean | undefined;
    readonly private_acl_resources?: PrivateAcl["private_acl_resources"] | null | undefined;
  },
): PrivateAcl {
  const private_acl_enabled = input.private_acl_enabled ?? before.private_acl_enabled;
  const resources = input.private_acl_resources;
  const private_acl_resources = resources === undefined ? before.private_acl_resources : (resources ?? []);
  if (private_acl_enabled && private_acl_resources.length === 0) {
    throw refusal("privateacl.invalid", "Private ACL must not be empty");
  }
  return { private_acl_enabled, private_acl_resources };
}
