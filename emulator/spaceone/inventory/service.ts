import { inventoryOperations } from "../../../provider/clients/spaceone/inventory/operations";
import { serveOperations, type SpaceoneService } from "../service";
import { analyzeCloudServices } from "./analyze-cloud-services";
import { changeRecords } from "./change-record";
import { cloudServices } from "./cloud-service";
import { cloudServiceDueRule } from "./cloud-service-due";
import { createCloudService } from "./create-cloud-service";
import { deleteCloudService } from "./delete-cloud-service";
import { exportCloudServices } from "./export-cloud-services";
import { getCloudService } from "./get-cloud-service";
import { listChangeHistory } from "./list-change-history";
import { listCloudServices } from "./list-cloud-services";
import { statChangeHistory } from "./stat-change-history";
import { statCloudServices } from "./stat-cloud-services";
import { showInventoryState } from "./state-view";
import { updateCloudService } from "./update-cloud-service";

/** The inventory: cloud services and the history of their changes. */
export const inventory: SpaceoneService = {
  operations: [
    ...serveOperations(inventoryOperations, {
      createCloudService,
      deleteCloudService,
      getCloudService,
      listChangeHistory,
      listCloudServices,
      updateCloudService,
    }),
    { path: "/inventory/cloud-service/stat", perform: statCloudServices },
    { path: "/inventory/cloud-service/analyze", perform: analyzeCloudServices },
    { path: "/inventory/cloud-service/export", perform: exportCloudServices },
    { path: "/inventory/change-history/stat", perform: statChangeHistory },
  ],
  secretFields: [],
  otherPaths: [],
  collections: [cloudServices, changeRecords],
  dueRules: [cloudServiceDueRule],
  showState: showInventoryState,
};
