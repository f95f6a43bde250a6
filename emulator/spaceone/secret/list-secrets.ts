import { listed } from "../../assumptions/lag";
import { defineOperation, requireParameters } from "../operation";
import { findRecords, withKeyword, withParameters } from "../query/list";
import type { Model } from "../query/model";
import { readSecrets } from "./access";
import { secretQuery, secretsInfo } from "./messages";
import { secrets, type Secret } from "./secret";
import { visible } from "./secret-access";

const secretModel: Model = {
  fields: {
    secret_id: "text",
    name: "text",
    schema_id: "text",
    provider: "text",
    tags: "object",
    encrypted: "boolean",
    encrypt_options: "object",
    trusted_secret_id: "text",
    service_account_id: "text",
    resource_group: "text",
    project_id: "text",
    workspace_id: "text",
    domain_id: "text",
    created_at: "time",
  },
  aliases: { user_projects: "project_id" },
  minimal: ["secret_id", "name", "schema_id", "provider"],
  order: { key: "name", desc: false },
};

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
    const withTenancy = withParameters(sent, { ...conditions, ...visible(params) }, listParameters);
    const query = withKeyword(withTenancy, ["secret_id", "name", "schema_id", "provider"]);
    const stored = listed(request, context.store.of(secrets).owned(params.domain_id)).map(asStored);
    const { records, total } = findRecords(secretModel, stored, query, now);
    const found = records as readonly Partial<Secret>[];
    return { results: found.map((record) => listedFields(record, query.minimal ?? false)), total_count: total };
  },
});

/** Further fields of the service's model. The emulator never uses the service's own encryption. */
function asStored(secret: Secret) {
  return { ...secret, encrypted: false, encrypt_options: {} };
}

function listedFields(loaded: Partial<Secret>, isMinimal: boolean) {
  const { secret_id, name, schema_id, provider, tags = {} } = loaded;
  return isMinimal ? { secret_id, name, schema_id, provider } : { ...loaded, tags };
}
