import { region } from "../region";
import { isAtLeast } from "../versions";
import type { Secret } from "./secret";

/** The emulator's only offering. SRNs contain it. */
const offering = "s";

/**
 * A secret as lists, restore and most updates answer it, in the order of the reference. They leave the private ACL out
 * (SCP 12).
 */
export function secretFields(secret: Secret) {
  const { tags: _tags, labels: _labels, private_acl_enabled: _enabled, private_acl_resources: _, ...fields } = secret;
  return fields;
}

/** The same with the private ACL. The emulator has no network, so resources have empty names. */
export function secretFieldsWithAcl(secret: Secret) {
  const private_acl_resources = secret.private_acl_resources.map(({ resource_id }) => ({
    resource_id,
    resource_name: "",
    resource_type: "",
  }));
  return { ...secretFields(secret), private_acl_enabled: secret.private_acl_enabled, private_acl_resources };
}

/** A secret as create answers it. */
export function createdSecretFields(version: string, secret: Secret) {
  return isAtLeast(version, "1.1") ? secretFieldsWithAcl(secret) : secretFields(secret);
}

/** A secret as show answers it. */
export function shownSecretFields(version: string, secret: Secret) {
  return isAtLeast(version, "1.1") ? { ...secretFieldsWithAcl(secret), offering, region } : secretFields(secret);
}
