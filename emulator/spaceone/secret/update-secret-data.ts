import { defineOperation, requireParameters } from "../operation";
import { empty } from "../wire/empty";
import { writeSecrets } from "./access";
import { digestOf } from "./data-digest";
import { updateSecretDataRequest } from "./messages";
import { secrets } from "./secret";
import { findSecret } from "./secret-access";
import { refuseTooLong } from "./secret-validation";

/** Replaces the data as a whole. A schema that is not sent stays. */
export const updateSecretData = defineOperation({
  request: updateSecretDataRequest,
  reply: empty,
  access: writeSecrets,
  perform({ context, params }) {
    requireParameters(params, "secret_id", "data", "domain_id");
    const secret = findSecret(context, params);
    const schema_id = params.schema_id?.trim() ?? secret.schema_id;
    refuseTooLong({ schema_id });
    context.store.commit(secrets.put({ ...secret, schema_id, data_sha256: digestOf(params.data) }));
    return {};
  },
});
