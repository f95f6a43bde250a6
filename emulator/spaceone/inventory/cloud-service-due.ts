import type { DueRule } from "../../settlement";
import { spaceoneTimestamp } from "../timestamp";
import { changeRecords } from "./change-record";
import { cleanUpMs, cloudServices } from "./cloud-service";

/**
 * The clean-up: it deletes a cloud service that nobody updates, whoever made it, and later removes a deleted one with
 * its history. The clean-up itself writes no record.
 */
export const cloudServiceDueRule: DueRule = {
  collection: cloudServices.name,
  happen({ store }, id) {
    const cloudService = store.of(cloudServices).get(id);
    if (!cloudService) return;
    if (cloudService.deleted_at === null) {
      const deleted_at = spaceoneTimestamp(Date.parse(cloudService.updated_at) + cleanUpMs);
      store.commit(cloudServices.put({ ...cloudService, state: "DELETED", deleted_at }));
      return;
    }
    const records = Array.from(store.of(changeRecords).owned(id), ({ record_id }) => changeRecords.drop(record_id));
    store.commit(cloudServices.drop(id), ...records);
  },
};
