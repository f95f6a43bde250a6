import { defineCollection } from "../../store/collection";
import { ownerOf, type Owned } from "../ownership";
import type { Tag } from "../validation/tags";
import type { SealedValue } from "./sealed-value";

export type SecretState = "Active" | "To_Be_Terminated";

/** A label. It belongs to one version of its secret. */
export interface VersionLabel {
  readonly label: string;
  readonly version_id: string;
}

/** A resource of the private network that may read a secret. */
export interface PrivateAclResource {
  readonly resource_id: string;
}

/** A secret as it is stored, without its values. Names and types are those of the reference; dates are RFC 3339. */
export interface Secret extends Owned {
  readonly acl_cidr: string;
  readonly created_at: string;
  readonly created_by: string;
  /** The date of its deletion; null unless one is scheduled. */
  readonly deleted_at: string | null;
  readonly description: string | null;
  readonly id: string;
  readonly kms_id: string;
  readonly kms_name: string;
  readonly modified_at: string;
  readonly modified_by: string;
  readonly name: string;
  readonly private_acl_enabled: boolean;
  readonly private_acl_resources: readonly PrivateAclResource[];
  /** When a value was last read. */
  readonly recent_searched_at: string | null;
  readonly state: SecretState;
  readonly type: "General";
  readonly tags: readonly Tag[];
  /** In the order in which they were made. */
  readonly labels: readonly VersionLabel[];
}

/** One version of a secret's value. */
export interface SecretVersion {
  readonly secret_id: string;
  readonly version_id: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly sealed: SealedValue;
  /** SHA-256 of the value in hexadecimal, so that tests can compare values. */
  readonly value_sha256: string;
}

/** A name stays taken while its secret waits for deletion. */
export const secrets = defineCollection<Secret>({
  name: "secretsmanager.secrets",
  id: ({ id }) => id,
  owner: ownerOf,
  unique: ({ name }) => name,
  dueAt: ({ deleted_at }) => (deleted_at === null ? undefined : Date.parse(deleted_at)),
});

/** The versions of a secret in the order of creation. */
export const secretVersions = defineCollection<SecretVersion>({
  name: "secretsmanager.versions",
  id: ({ version_id }) => version_id,
  owner: ({ secret_id }) => secret_id,
});
