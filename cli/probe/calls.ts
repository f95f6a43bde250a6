import { certificateManagerOperations } from "../../provider/clients/scp/certificatemanager/operations";
import { configInspectionOperations } from "../../provider/clients/scp/configinspection/operations";
import { kmsOperations } from "../../provider/clients/scp/kms/operations";
import { secretsManagerOperations } from "../../provider/clients/scp/secretsmanager/operations";
import { secretVaultOperations } from "../../provider/clients/scp/secretvault/operations";
import { inventoryOperations } from "../../provider/clients/spaceone/inventory/operations";
import type { ScpServiceName } from "../../provider/settings/reading/scp-services";
import type { Operation } from "../../provider/clients/operation";
import {
  createdVault,
  entriesOf,
  fieldsOf,
  idShown,
  listOf,
  memberOf,
  nothing,
  othersIn,
  tokenForms,
  type Show,
} from "./shown";

/** Whose operation it is. */
type Place =
  | { readonly cloud: "scp"; readonly service: ScpServiceName }
  | { readonly cloud: "spaceone"; readonly service: string };

/** An operation that the probe calls, and what it keeps of the reply: nothing else reaches the probe or its transcript. */
export type ProbeCall = Place & { readonly operation: Operation; readonly show: Show };

/** What the reference knows of a key. */
const keyFields = [
  "account_id",
  "auto_rotate",
  "created_at",
  "created_by",
  "current_version",
  "delete_at",
  "delete_target_yn",
  "description",
  "id",
  "key_type",
  "managed_type",
  "modified_at",
  "modified_by",
  "name",
  "next_rotate_at",
  "order_ref",
  "purpose",
  "region",
  "rotate_cycle",
  "secret_ref",
  "state",
  "use_count",
];

/** A key that the probe has made, without those who have made and changed it. */
const key = fieldsOf("key", [
  "id",
  "key_type",
  "state",
  "created_at",
  "delete_at",
  "current_version",
  "region",
  "secret_ref",
  "auto_rotate",
  "rotate_cycle",
  "next_rotate_at",
  "description",
  "use_count",
]);

const kms = callsOf({ cloud: "scp", service: "kms" }, kmsOperations, {
  createKey: (body) => ({ ...key(body), others: othersIn(memberOf(body, "key"), keyFields) }),
  showKey: key,
  listKeys: entriesOf("keys", "id", "name"),
  updateRotation: (body) => ({ isAnswered: body !== undefined, ...fieldsOf("key", ["auto_rotate"])(body) }),
  deleteKey: nothing,
});

const secrets = callsOf({ cloud: "scp", service: "secretsmanager" }, secretsManagerOperations, {
  createSecret: (body) => ({
    ...fieldsOf("secret", ["id", "acl_cidr"])(body),
    key: idShown(memberOf(memberOf(body, "secret"), "kms_id")),
  }),
  showSecret: fieldsOf("secret", ["state", "deleted_at"]),
  listSecrets: entriesOf("secret", "id", "name"),
  listVersions: (body) => ({ versions: listOf(body, "version_list").map(versionShown) }),
  updateValue: nothing,
  updateLabel: nothing,
  updateKms: nothing,
  restoreSecret: nothing,
  createServiceKey: nothing,
  deleteSecret: nothing,
});

/** The id and the labels of a version, and under what names it has them. */
function versionShown(version: unknown): Readonly<Record<string, unknown>> {
  const idField = ["version_id", "id"].find((name) => memberOf(version, name) !== undefined) ?? "version_id";
  const labelsField = memberOf(version, "label") === undefined ? "labels" : "label";
  return { id: memberOf(version, idField), idField, labels: memberOf(version, labelsField), labelsField };
}

const certificates = callsOf({ cloud: "scp", service: "certificatemanager" }, certificateManagerOperations, {
  createCertificate: fieldsOf("certificate", ["id"]),
  createSelfSigned: fieldsOf("certificate", ["id", "not_before_dt", "not_after_dt"]),
  listCertificates: entriesOf("certificates", "id", "name"),
  deleteCertificate: nothing,
});

const vaults = callsOf({ cloud: "scp", service: "secretvault" }, secretVaultOperations, {
  createVault: createdVault,
  showVault: (body, hidden) => ({
    ...fieldsOf("secret_vault", ["vaultkey_state"])(body),
    list: listedNumber(memberOf(memberOf(body, "secret_vault"), "temporary_key_ttl_nhours")),
    ...tokenForms(body, hidden),
  }),
  listVaults: entriesOf("secret_vaults", "id", "name"),
  terminateVault: nothing,
});

/** Whether a number stands in a list; undefined where it is not shown. */
function listedNumber(value: unknown): boolean | undefined {
  return value === undefined || value === null ? undefined : Array.isArray(value);
}

const inspections = callsOf({ cloud: "scp", service: "configinspection" }, configInspectionOperations, {
  saveDiagnosis: fieldsOf(undefined, ["diagnosis_id", "result"]),
  showDiagnosis: (body) => ({
    ...fieldsOf("auth_key_responses", ["auth_key_created_at"])(body),
    ...fieldsOf("schedule_response", ["frequency_type", "frequency_value", "diagnosis_start_time_pattern"])(body),
    ...fieldsOf("summary_responses", ["csp_type", "recent_diagnosis_at"])(body),
  }),
  listDiagnoses: entriesOf("summary_responses", "diagnosis_id", "diagnosis_name"),
  requestDiagnosis: nothing,
  terminateDiagnosis: fieldsOf(undefined, ["delete_flag"]),
});

const cloudService = fieldsOf(undefined, [
  "cloud_service_id",
  "account",
  "created_at",
  "data",
  "instance_type",
  "state",
  "tags",
]);

const inventory = callsOf({ cloud: "spaceone", service: "inventory" }, inventoryOperations, {
  createCloudService: cloudService,
  updateCloudService: cloudService,
  getCloudService: (body) => ({ ...cloudService(body), isDeleted: (memberOf(body, "deleted_at") ?? "") !== "" }),
  listCloudServices: entriesOf("results", "cloud_service_id", "name", "total_count"),
  deleteCloudService: nothing,
});

export const calls = { ...kms, ...secrets, ...certificates, ...vaults, ...inspections, ...inventory };

export type CallName = keyof typeof calls;

function callsOf<Name extends string>(
  place: Place,
  operations: Readonly<Record<NoInfer<Name>, Operation>>,
  shows: Readonly<Record<Name, Show>>,
): Readonly<Record<Name, ProbeCall>> {
  const names = Object.keys(shows) as Name[];
  const rows = names.map((name) => [name, { ...place, operation: operations[name], show: shows[name] }] as const);
  return Object.fromEntries(rows) as Readonly<Record<Name, ProbeCall>>;
}
