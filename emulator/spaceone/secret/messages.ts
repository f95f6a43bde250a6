import { defineMessage, repeated } from "../wire/message";
import { query } from "../wire/query";
import { enumeration, string, struct, uint32 } from "../wire/scalars";
import { statisticsQuery } from "../wire/statistics";

const states = ["STATE_NONE", "ENABLED", "DISABLED"] as const;
const resourceGroups = ["RESOURCE_GROUP_NONE", "DOMAIN", "WORKSPACE", "PROJECT"] as const;

export const createSecretRequest = defineMessage("spaceone.api.secret.v1.CreateSecretRequest", {
  name: string,
  data: struct,
  schema_id: string,
  tags: struct,
  resource_group: enumeration("spaceone.api.secret.v1.CreateSecretRequest.ResourceGroup", resourceGroups),
  workspace_id: string,
  project_id: string,
  service_account_id: string,
  trusted_secret_id: string,
});

export const updateSecretRequest = defineMessage("spaceone.api.secret.v1.UpdateSecretRequest", {
  secret_id: string,
  name: string,
  tags: struct,
  project_id: string,
});

export const secretRequest = defineMessage("spaceone.api.secret.v1.SecretRequest", { secret_id: string });

export const updateSecretDataRequest = defineMessage("spaceone.api.secret.v1.UpdateSecretDataRequest", {
  secret_id: string,
  schema_id: string,
  data: struct,
});

export const secretQuery = defineMessage("spaceone.api.secret.v1.SecretQuery", {
  query,
  secret_id: string,
  name: string,
  state: enumeration("spaceone.api.secret.v1.SecretQuery.State", states),
  schema_id: string,
  provider: string,
  workspace_id: string,
  project_id: string,
  service_account_id: string,
  trusted_secret_id: string,
});

export const secretStatQuery = defineMessage("spaceone.api.secret.v1.SecretStatQuery", {
  query: statisticsQuery,
  domain_id: string,
});

export const secretInfo = defineMessage("spaceone.api.secret.v1.SecretInfo", {
  secret_id: string,
  name: string,
  state: enumeration("spaceone.api.secret.v1.SecretInfo.State", states),
  schema_id: string,
  provider: string,
  tags: struct,
  resource_group: enumeration("spaceone.api.secret.v1.SecretInfo.ResourceGroup", resourceGroups),
  domain_id: string,
  workspace_id: string,
  project_id: string,
  service_account_id: string,
  trusted_secret_id: string,
  created_at: string,
});

export const secretsInfo = defineMessage("spaceone.api.secret.v1.SecretsInfo", {
  results: repeated(secretInfo),
  total_count: uint32,
});
