import { versionsOf } from "../../../settings/reading/scp-services";
import type { OperationTable } from "../../operation";

const all = versionsOf("kms");
const since12 = versionsOf("kms", "1.2");

/** Operations of the Key Management Service: control plane and data plane. */
export const kmsOperations = {
  createKey: { method: "POST", path: "/v1/kms/transit", versions: all, repeatable: false },
  listKeys: { method: "GET", path: "/v1/kms/transit", versions: all, repeatable: true },
  checkDuplicateName: { method: "GET", path: "/v1/kms/transit/duplicate", versions: all, repeatable: true },
  showKey: { method: "GET", path: "/v1/kms/transit/{key_id}", versions: all, repeatable: true },
  deleteKey: { method: "DELETE", path: "/v1/kms/transit/{key_id}", versions: all, repeatable: true },
  updateDescription: { method: "PUT", path: "/v1/kms/transit/{key_id}/description", versions: all, repeatable: true },
  updateRotation: { method: "PUT", path: "/v1/kms/transit/{key_id}/rotate-info", versions: all, repeatable: true },
  updateState: { method: "PUT", path: "/v1/kms/transit/{key_id}/state", versions: all, repeatable: true },
  rotateKey: { method: "POST", path: "/v1/kms/transit/{key_id}/rotate", versions: all, repeatable: false },
  listUsers: { method: "GET", path: "/v1/kms/transit/{key_id}/users", versions: all, repeatable: true },
  listManagedKeys: { method: "GET", path: "/v1/managed-kms/transit", versions: since12, repeatable: true },
  showManagedKey: { method: "GET", path: "/v1/managed-kms/transit/{key_id}", versions: since12, repeatable: true },
  updateManagedKeyDescription: {
    method: "PUT",
    path: "/v1/managed-kms/transit/{key_id}/description",
    versions: since12,
    repeatable: true,
  },
  encrypt: { method: "POST", path: "/v1/kms/openapi/encrypt/{key_id}", versions: all, repeatable: true },
  decrypt: { method: "POST", path: "/v1/kms/openapi/decrypt/{key_id}", versions: all, repeatable: true },
  createDataKey: { method: "POST", path: "/v1/kms/openapi/datakey/{key_id}", versions: all, repeatable: true },
  rewrap: { method: "POST", path: "/v1/kms/openapi/rewrap/{key_id}", versions: all, repeatable: true },
  sign: { method: "POST", path: "/v1/kms/openapi/sign/{key_id}", versions: all, repeatable: true },
  verify: { method: "POST", path: "/v1/kms/openapi/verify/{key_id}", versions: all, repeatable: true },
  makeHmac: { method: "POST", path: "/v1/kms/openapi/hmac/{key_id}", versions: all, repeatable: true },
  verifyHmac: { method: "POST", path: "/v1/kms/openapi/hmac/verify/{key_id}", versions: all, repeatable: true },
} as const satisfies OperationTable;
