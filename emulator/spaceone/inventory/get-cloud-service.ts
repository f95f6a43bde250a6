import { defineOperation, requireParameters } from "../operation";
import { readCloudServices } from "./access";
import { findCloudService } from "./cloud-service-access";
import { cloudServiceInfo, cloudServiceRequest } from "./messages";
import { cloudServiceFields } from "./representation";

/** Also one that is deleted, until it is gone for good. */
export const getCloudService = defineOperation({
  request: cloudServiceRequest,
  reply: cloudServiceInfo,
  access: readCloudServices,
  perform(request) {
    const { params } = request;
    requireParameters(params, "cloud_service_id", "domain_id");
    return cloudServiceFields(findCloudService(request, params));
  },
});
