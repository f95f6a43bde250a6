import { ok } from "../../reply";
import { modification } from "../owned";
import type { Operation } from "../service";
import { secretFields } from "./representation";
import { secrets, type Secret } from "./secret";
import { findSecret, refuseTakenName, wrongState } from "./secret-access";

/**
 * Restores a secret. The reference has no refusal for a secret that is not scheduled for deletion: it stays as it is.
 */
export const restoreSecret: Operation = (request) => {
  const secret = findSecret(request);
  if (secret.state === "Active") {
    if (request.context.world.current.restoreOfActive === "refused") throw wrongState(secret, "To_Be_Terminated");
    return ok({ secret: secretFields(secret) });
  }
  // Where names are free at once, another secret may have it by now.
  if (request.context.world.current.deletedName === "free") refuseTakenName(request, secret.name);
  const restored: Secret = { ...secret, ...modification(request), deleted_at: null, state: "Active" };
  request.context.store.commit(secrets.put(restored));
  return ok({ secret: secretFields(restored) });
};
