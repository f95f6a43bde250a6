import type { OperationTable } from "../../operation";

/** SpaceONE's paths carry no version; these operations are as the 2.x services have them. */
const versions = ["2"] as const;

/** Operations on cloud services and on their history. */
export const inventoryOperations = {
  createCloudService: { method: "POST", path: "/inventory/cloud-service/create", versions, repeatable: false },
  updateCloudService: { method: "POST", path: "/inventory/cloud-service/update", versions, repeatable: true },
  deleteCloudService: { method: "POST", path: "/inventory/cloud-service/delete", versions, repeatable: true },
  getCloudService: { method: "POST", path: "/inventory/cloud-service/get", versions, repeatable: true },
  listCloudServices: { method: "POST", path: "/inventory/cloud-service/list", versions, repeatable: true },
  statCloudServices: { method: "POST", path: "/inventory/cloud-service/stat", versions, repeatable: true },
  analyzeCloudServices: { method: "POST", path: "/inventory/cloud-service/analyze", versions, repeatable: true },
  exportCloudServices: { method: "POST", path: "/inventory/cloud-service/export", versions, repeatable: false },
  listChangeHistory: { method: "POST", path: "/inventory/change-history/list", versions, repeatable: true },
} as const satisfies OperationTable;
