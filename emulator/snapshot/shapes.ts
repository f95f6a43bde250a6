import { accounts } from "../scp/account";
import { certificates } from "../scp/certificatemanager/certificate";
import { diagnoses } from "../scp/configinspection/diagnosis";
import { runs } from "../scp/configinspection/run";
import { keys, managedKeys, type Key } from "../scp/kms/key";
import { keyMaterials } from "../scp/kms/key-material";
import { keyUsers } from "../scp/kms/key-user";
import { rotationTimes } from "../scp/kms/rotation-times";
import { secrets, secretVersions } from "../scp/secretsmanager/secret";
import { vaults } from "../scp/secretvault/vault";
import { temporaryKeys } from "../scp/temporary-key";
import { domainKeys } from "../spaceone/domain-key";
import type { CollectionDefinition } from "../store/collection";

/** What a field of a record holds. */
export type FieldKind = "text" | "text or null" | "number" | "number or null" | "flag" | "list" | "object" | "null";

/** A field that a record may lack. */
export type Optional = `${FieldKind}, if any`;

export type Shape = Readonly<Record<string, FieldKind | Optional>>;

/** All fields of a record: none can be forgotten here. */
type ShapeOf<T> = Readonly<Record<T extends unknown ? keyof T : never, FieldKind | Optional>>;

const shapes = new Map<string, Shape>();

function describe<T>({ name }: CollectionDefinition<T>, shape: ShapeOf<T>): void {
  shapes.set(name, shape);
}

/** The fields of a collection's records; undefined where they are free, as those of SpaceONE's objects are. */
export function shapeOf(collection: string): Shape | undefined {
  return shapes.get(collection);
}

const owned = { account_id: "text", place: "text, if any" } as const;
const made = { created_at: "text", created_by: "text" } as const;
const modified = { modified_at: "text", modified_by: "text" } as const;

describe(accounts, {
  account_id: "text",
  user_id: "text",
  access_key: "text",
  secret_key: "text",
  created_at: "text",
  places: "list, if any",
});

describe(temporaryKeys, {
  access_key: "text",
  secret_key: "text",
  account_id: "text",
  vault_id: "text",
  created_at: "text",
  expired_at: "text",
});

const key: ShapeOf<Key> = {
  ...owned,
  ...made,
  ...modified,
  auto_rotate: "text",
  current_version: "number",
  delete_at: "text or null",
  delete_target_yn: "text",
  description: "text",
  id: "text",
  key_type: "text",
  managed_type: "text",
  name: "text",
  next_rotate_at: "text or null",
  order_ref: "text or null",
  purpose: "text",
  region: "text",
  rotate_cycle: "number",
  secret_ref: "text or null",
  state: "text",
  use_count: "number",
  tags: "list",
};
describe(keys, key);
describe(managedKeys, key);

describe(keyMaterials, {
  keyId: "text",
  version: "number",
  secret: "text, if any",
  privateKey: "text, if any",
  publicKey: "text, if any",
});
describe(keyUsers, { key_id: "text", user_id: "text", user_name: "text" });
describe(rotationTimes, { key_id: "text", times: "list" });

describe(secrets, {
  ...owned,
  ...made,
  ...modified,
  acl_cidr: "text",
  deleted_at: "text or null",
  description: "text or null",
  id: "text",
  kms_id: "text",
  kms_name: "text",
  name: "text",
  private_acl_enabled: "flag",
  private_acl_resources: "list",
  recent_searched_at: "text or null",
  state: "text",
  type: "text",
  tags: "list",
  labels: "list",
});
describe(secretVersions, { ...made, secret_id: "text", version_id: "text", sealed: "object", value_sha256: "text" });

describe(vaults, {
  ...owned,
  ...made,
  ...modified,
  access_key_id: "text",
  access_key_type: "text",
  acl_cidr: "text",
  delete_at: "text or null",
  description: "text or null",
  id: "text",
  name: "text",
  temporary_key_ttl_nhours: "number",
  user_name: "null",
  vault_token_expired_at: "text",
  vault_token_id: "text",
  vault_token_secret_value: "text",
  vault_token_ttl_ndays: "number",
  vaultkey_state: "text",
  vaultkey_type: "text",
  waiting_time_ndays: "number or null",
  tags: "list",
});

describe(certificates, {
  ...owned,
  ...made,
  ...modified,
  cert_kind: "text",
  cert_type: "text",
  cert_version: "text",
  cn: "text",
  id: "text",
  key_bit_size: "text",
  name: "text",
  not_after_dt: "text",
  not_before_dt: "text",
  organization: "text",
  state: "text",
  user_name: "text",
  recipients: "list",
  region: "text",
  tags: "list",
  timezone: "text",
  certificate: "text",
  chain: "text or null",
  fingerprint: "text",
  serial: "text",
});

describe(diagnoses, {
  owner_id: "text",
  place: "text, if any",
  user_id: "text",
  created_at: "text",
  account_id: "text",
  csp_type: "text",
  diagnosis_account_id: "text",
  diagnosis_check_type: "text",
  diagnosis_id: "text",
  diagnosis_name: "text",
  diagnosis_type: "text",
  plan_type: "text",
  auth_key: "object",
  schedule: "object",
  tags: "list",
  next_run_at: "text or null",
});
describe(runs, {
  diagnosis_id: "text",
  diagnosis_request_sequence: "text",
  diagnosis_check_type: "text",
  trigger: "text",
  state: "text",
  error_state: "text or null",
  requested_at: "text",
  finished_at: "text or null",
});

describe(domainKeys, { domainId: "text", privateKey: "text", publicKey: "text" });
