import { statistics } from "../aggregation/statistics";
import { defineOperation, requireParameters } from "../operation";
import { withKeyword, withParameters } from "../query/list";
import { struct } from "../wire/scalars";
import { readSecrets } from "./access";
import { secretStatQuery } from "./messages";
import { visible } from "./secret-access";
import { keywordFields, secretModel, storedSecrets } from "./secret-source";

/** Statistics of the secrets that the caller may see. */
export const statSecrets = defineOperation({
  request: secretStatQuery,
  reply: struct,
  access: readSecrets,
  perform(request) {
    const { now, params } = request;
    requireParameters(params, "query", "domain_id");
    const limits = { domain_id: params.domain_id, ...visible(params) };
    const limited = withParameters(params.query, limits, ["user_projects", "workspace_id", "domain_id"]);
    const query = withKeyword(limited, keywordFields);
    return statistics(secretModel, storedSecrets(request, params.domain_id), query, now);
  },
});
