import { defineOperation, requireParameters } from "../operation";
import { empty } from "../wire/empty";
import { writeSecrets } from "./access";
import { secretRequest } from "./messages";
import { secrets } from "./secret";
import { findSecret } from "./secret-access";

/** Deletes a secret at once and for good. */
export const deleteSecret = defineOperation({
  request: secretRequest,
  reply: empty,
  access: writeSecrets,
  perform({ context, params }) {
    requireParameters(params, "secret_id", "domain_id");
    const { store, world } = context;
    if (world.current.deletedTwice === "taken" && store.of(secrets).get(params.secret_id) === undefined) return {};
    store.commit(secrets.drop(findSecret(context, params).secret_id));
    return {};
  },
});
