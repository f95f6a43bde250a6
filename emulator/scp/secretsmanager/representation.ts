import { firstPlace, placeName } from "../place";
import { isAtLeast } from "../versions";
import type { Secret } from "./secret";

/**
 * A secret as lists, restore and most updates answer it, in the order of the reference. They leave the private ACL out
 * (SCP 12).
 */
export function secretFields(secret: Secret) {
  const {
    place: _place,
    tags: _tags,
    labels: _labels,
    private_acl_enabled: _enabled,
    private_acl_resources: _,
    ...fields
  } = secret;
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
  if (!isAtLeast(version, "1.1")) return secretFields(secret);
  const [offering, region] = (secret.place ?? placeName(firstPlace)).split("/");
  return { ...secretFieldsWithAcl(secret), offering, region };
}
