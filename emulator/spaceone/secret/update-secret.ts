import { answeredUpdate } from "../../world/change-replies";
import { permissionDenied } from "../errors";
import { findProject } from "../identity";
import { defineOperation, requireParameters } from "../operation";
import { trimmedStruct } from "../trim";
import { writeSecrets } from "./access";
import { secretInfo, updateSecretRequest } from "./messages";
import { secrets } from "./secret";
import { findSecret } from "./secret-access";
import { refuseTooLong } from "./secret-validation";

/**
 * Updates a secret. One of a project needs its project each time; for others, a project that is sent is stored without
 * a check (SPO 3).
 */
export const updateSecret = defineOperation({
  request: updateSecretRequest,
  reply: secretInfo,
  access: writeSecrets,
  perform({ caller, context, params }) {
    requireParameters(params, "secret_id", "domain_id");
    const { name, project_id, tags } = params;
    const secret = findSecret(context, params);
    if (secret.resource_group === "PROJECT") {
      if (project_id === undefined) throw permissionDenied();
      findProject(context, caller, project_id);
    }
    const changes = {
      ...(name !== undefined && { name: name.trim() }),
      ...(tags !== undefined && { tags: trimmedStruct(tags) }),
      ...(project_id !== undefined && { project_id: project_id.trim() }),
    };
    refuseTooLong(changes);
    const changed = { ...secret, ...changes };
    context.store.commit(secrets.put(changed));
    return answeredUpdate({ context }, secret, changed) ?? {};
  },
});
