import { newSpaceoneId } from "../identifier";
import { defineOperation, requireParameters } from "../operation";
import { spaceoneTimestamp } from "../timestamp";
import { trimmedStruct } from "../trim";
import { writeSecrets } from "./access";
import { digestOf } from "./data-digest";
import { createSecretRequest, secretInfo } from "./messages";
import { secrets, type Secret } from "./secret";
import { checkTrustedSecret, placeOf } from "./secret-place";
import { refuseInvalidSecret } from "./secret-validation";

/** Names need not be unique (SPO 3). */
export const createSecret = defineOperation({
  request: createSecretRequest,
  reply: secretInfo,
  access: writeSecrets,
  perform(request) {
    const { context, now, params } = request;
    requireParameters(params, "name", "data", "resource_group", "domain_id");
    const place = placeOf(request, params.domain_id);
    checkTrustedSecret(request, params.domain_id);
    const secret: Secret = {
      secret_id: newSpaceoneId("secret"),
      name: params.name.trim(),
      schema_id: params.schema_id?.trim() ?? null,
      tags: trimmedStruct(params.tags ?? {}),
      trusted_secret_id: params.trusted_secret_id?.trim() ?? null,
      service_account_id: params.service_account_id?.trim() ?? null,
      resource_group: params.resource_group,
      ...place,
      domain_id: params.domain_id,
      created_at: spaceoneTimestamp(now),
      data_sha256: digestOf(params.data),
    };
    refuseInvalidSecret(secret);
    context.store.commit(secrets.put(secret));
    return secret;
  },
});
