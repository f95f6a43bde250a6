import { versionsOf } from "../../../settings/reading/scp-services";
import type { OperationTable } from "../../operation";

const all = versionsOf("secretsmanager");
const since12 = versionsOf("secretsmanager", "1.2");

/** Operations of the Secrets Manager. */
export const secretsManagerOperations = {
  createSecret: { method: "POST", path: "/v1/secrets", versions: all, repeatable: false },
  listSecrets: { method: "GET", path: "/v1/secrets", versions: all, repeatable: true },
  createRandomPassword: { method: "POST", path: "/v1/secrets/random-password", versions: all, repeatable: true },
  /** Makes or finds the key of a service; its reply is not known, and the provider does not call it (SCP 13). */
  createServiceKey: { method: "POST", path: "/v1/secrets/kms-key", versions: since12, repeatable: false },
  showSecret: { method: "GET", path: "/v1/secrets/{secret_id}", versions: all, repeatable: true },
  deleteSecret: { method: "DELETE", path: "/v1/secrets/{secret_id}", versions: all, repeatable: true },
  restoreSecret: { method: "PUT", path: "/v1/secrets/{secret_id}/restore", versions: all, repeatable: true },
  listVersions: { method: "GET", path: "/v1/secrets/{secret_id}/versions", versions: all, repeatable: true },
  readValue: { method: "POST", path: "/v1/secrets/{secret_id}/values", versions: all, repeatable: true },
  updateValue: { method: "PUT", path: "/v1/secrets/{secret_id}/values", versions: all, repeatable: false },
  updateLabel: { method: "PUT", path: "/v1/secrets/{secret_id}/label", versions: all, repeatable: false },
  updateDescription: { method: "PUT", path: "/v1/secrets/{secret_id}/description", versions: all, repeatable: true },
  updateCidr: { method: "PUT", path: "/v1/secrets/{secret_id}/acl-cidr", versions: all, repeatable: true },
  updateKms: { method: "PUT", path: "/v1/secrets/{secret_id}/kmsid", versions: all, repeatable: true },
  updatePrivateAcl: { method: "PUT", path: "/v1/secrets/{secret_id}/private-acl", versions: all, repeatable: true },
} as const satisfies OperationTable;
