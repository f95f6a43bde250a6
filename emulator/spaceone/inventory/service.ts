import { inventoryOperations } from "../../../provider/clients/spaceone/inventory/operations";
import { serveOperations, type SpaceoneService } from "../service";
import { changeRecords } from "./change-record";
import { cloudServices } from "./cloud-service";
import { cloudServiceDueRule } from "./cloud-service-due";
import { createCloudService } from "./create-cloud-service";
import { deleteCloudService } from "./delete-cloud-service";
import { getCloudService } from "./get-cloud-service";
import { listChangeHistory } from "./list-change-history";
import { listCloudServices } from "./list-cloud-services";
import { showInventoryState } from "./state-view";
import { updateCloudService } from "./update-cloud-service";

/** The inventory: cloud services and the history of their changes. */
export const inventory: SpaceoneService = {
  operations: serveOperations(inventoryOperations, {
    createCloudService,
    deleteCloudService,
    getCloudService,
    listChangeHistory,
    listCloudServices,
    updateCloudService,
  }),
  secretFields: [],
  otherPaths: [
    "/inventory/cloud-service/export",
    "/inventory/cloud-service/analyze",
    "/inventory/cloud-service/stat",
    "/inventory/change-history/stat",
  ],
  collections: [cloudServices, changeRecords],
  dueRules: [cloudServiceDueRule],
  showState: showInventoryState,
};
