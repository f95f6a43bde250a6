import type { Store } from "../../store/store";
import { changeRecords } from "./change-record";
import { cloudServices, type CloudService } from "./cloud-service";
import { allBranches } from "./tags";

/** Everything that is stored: deleted cloud services and empty branches of tags too, which replies leave out. */
export function showInventoryState(store: Store) {
  const show = (cloudService: CloudService) => ({ ...cloudService, tags: allBranches(cloudService.tags) });
  return {
    cloudServices: Array.from(store.of(cloudServices).all(), show),
    changeHistory: Array.from(store.of(changeRecords).all()),
  };
}
