import type { OperationTable } from "../../operation";

/** SpaceONE's paths carry no version; these operations are as the 2.x services have them. */
const versions = ["2"] as const;

/** Operations on secrets. None of them gives back a secret's data. */
export const secretOperations = {
  createSecret: { method: "POST", path: "/secret/secret/create", versions, repeatable: false },
  updateSecret: { method: "POST", path: "/secret/secret/update", versions, repeatable: true },
  updateSecretData: { method: "POST", path: "/secret/secret/update-data", versions, repeatable: true },
  deleteSecret: { method: "POST", path: "/secret/secret/delete", versions, repeatable: true },
  getSecret: { method: "POST", path: "/secret/secret/get", versions, repeatable: true },
  listSecrets: { method: "POST", path: "/secret/secret/list", versions, repeatable: true },
  statSecrets: { method: "POST", path: "/secret/secret/stat", versions, repeatable: true },
  enableSecret: { method: "POST", path: "/secret/secret/enable", versions, repeatable: true },
  disableSecret: { method: "POST", path: "/secret/secret/disable", versions, repeatable: true },
} as const satisfies OperationTable;
