import { alreadyDeleted } from "../errors";
import { defineOperation, requireParameters } from "../operation";
import { spaceoneTimestamp } from "../timestamp";
import { empty } from "../wire/empty";
import { writeCloudServices } from "./access";
import { deletionRecorded } from "./change-record";
import { cloudServices } from "./cloud-service";
import { cloudServiceNotFound, findCloudService } from "./cloud-service-access";
import { cloudServiceRequest } from "./messages";

/** Marks a cloud service as deleted. It is kept for some time. */
export const deleteCloudService = defineOperation({
  request: cloudServiceRequest,
  reply: empty,
  access: writeCloudServices,
  perform(request) {
    const { context, now, params } = request;
    requireParameters(params, "cloud_service_id", "domain_id");
    const cloudService = findCloudService(request, params);
    if (cloudService.state === "DELETED") {
      const { deletedTwice } = context.world.current;
      if (deletedTwice === "taken") return {};
      throw deletedTwice === "notFound"
        ? cloudServiceNotFound(params)
        : alreadyDeleted("CloudService", cloudService.cloud_service_id);
    }
    const time = spaceoneTimestamp(now);
    const deleted = { ...cloudService, state: "DELETED", updated_at: time, deleted_at: time } as const;
    context.store.commit(cloudServices.put(deleted), ...deletionRecorded(context.store, deleted, now));
    return {};
  },
});
