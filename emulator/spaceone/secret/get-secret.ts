import { defineOperation, requireParameters } from "../operation";
import { readSecrets } from "./access";
import { secretInfo, secretRequest } from "./messages";
import { findVisibleSecret } from "./secret-access";

export const getSecret = defineOperation({
  request: secretRequest,
  reply: secretInfo,
  access: readSecrets,
  perform(request) {
    const { params } = request;
    requireParameters(params, "secret_id", "domain_id");
    return findVisibleSecret(request, params);
  },
});
