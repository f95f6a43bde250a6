import { shown } from "../../world/lag";
import { defineOperation, requireParameters } from "../operation";
import { readCloudServices } from "./access";
import { cloudServiceNotFound, findCloudService } from "./cloud-service-access";
import { cloudServiceInfo, cloudServiceRequest } from "./messages";
import { cloudServiceFields } from "./representation";

/** Reads a cloud service, also a deleted one until it is removed. */
export const getCloudService = defineOperation({
  request: cloudServiceRequest,
  reply: cloudServiceInfo,
  access: readCloudServices,
  perform(request) {
    const { params } = request;
    requireParameters(params, "cloud_service_id", "domain_id");
    const found = shown(request, findCloudService(request, params));
    if (!found) throw cloudServiceNotFound(params);
    return cloudServiceFields(found);
  },
});
