import { heededQuery } from "../../world/search";
import { defineOperation, requireParameters } from "../operation";
import { findRecords, withKeyword, withParameters } from "../query/list";
import { readSecrets } from "./access";
import { secretQuery, secretsInfo } from "./messages";
import type { Secret } from "./secret";
import { visible } from "./secret-access";
import { keywordFields, secretModel, storedSecrets } from "./secret-source";

/**
 * The parameters of a list that are conditions; the limits of the call come last. The state is not one of them (SPO 3).
 */
const listParameters = [
  "secret_id",
  "name",
  "schema_id",
  "provider",
  "trusted_secret_id",
  "service_account_id",
  "project_id",
  "workspace_id",
  "domain_id",
  "user_projects",
] as const;

/** Lists secrets. Without a limit all of them are on one page (SPO 4). */
export const listSecrets = defineOperation({
  request: secretQuery,
  reply: secretsInfo,
  access: readSecrets,
  perform(request) {
    const { context, now, params } = request;
    requireParameters(params, "domain_id");
    const { query: sent = {}, ...conditions } = params;
    const heeded = heededQuery(sent, context.world.current);
    const withTenancy = withParameters(heeded, { ...conditions, ...visible(params) }, listParameters);
    const query = withKeyword(withTenancy, keywordFields);
    const { records, total } = findRecords(secretModel, storedSecrets(request, params.domain_id), query, now);
    const found = records as readonly Partial<Secret>[];
    return { results: found.map((record) => listedFields(record, query.minimal ?? false)), total_count: total };
  },
});

function listedFields(loaded: Partial<Secret>, isMinimal: boolean) {
  const { secret_id, name, schema_id, provider, tags = {} } = loaded;
  return isMinimal ? { secret_id, name, schema_id, provider } : { ...loaded, tags };
}
