import { defineMessage, repeated } from "../wire/message";
import { query } from "../wire/query";
import { enumeration, int32, string, struct } from "../wire/scalars";
import { statisticsQuery } from "../wire/statistics";

const types = ["TYPE_NONE", "LOCAL", "EXTERNAL"] as const;
const info = "spaceone.api.cost_analysis.v1.DataSourceInfo";
const states = ["NONE", "ENABLED", "DISABLED"] as const;

const secretFilter = defineMessage("spaceone.api.cost_analysis.v1.SecretFilter", {
  state: enumeration("spaceone.api.cost_analysis.v1.SecretFilter.SecretFilterState", states),
  secrets: repeated(string),
  service_accounts: repeated(string),
  schemas: repeated(string),
});

const pluginInfo = defineMessage("spaceone.api.cost_analysis.v1.PluginInfo", {
  plugin_id: string,
  version: string,
  options: struct,
  metadata: struct,
  secret_data: struct,
  schema_id: string,
  secret_id: string,
  upgrade_mode: enumeration("spaceone.api.cost_analysis.v1.PluginInfo.UpgradeMode", ["NONE", "MANUAL", "AUTO"]),
});

const schedule = defineMessage("spaceone.api.cost_analysis.v1.Schedule", {
  state: enumeration("spaceone.api.cost_analysis.v1.Schedule.ScheduleState", states),
  hour: int32,
});

export const dataSourceRequest = defineMessage("spaceone.api.cost_analysis.v1.DataSourceRequest", {
  data_source_id: string,
});

export const dataSourceQuery = defineMessage("spaceone.api.cost_analysis.v1.DataSourceQuery", {
  query,
  data_source_id: string,
  name: string,
  data_source_type: enumeration("spaceone.api.cost_analysis.v1.DataSourceQuery.DataSourceType", types),
  provider: string,
  connected_workspace_id: string,
  workspace_id: string,
});

export const dataSourceStatQuery = defineMessage("spaceone.api.cost_analysis.v1.DataSourceStatQuery", {
  query: statisticsQuery,
});

/** The service never fills `warehouse_info`. */
export const dataSourceInfo = defineMessage(info, {
  data_source_id: string,
  name: string,
  data_source_type: enumeration(`${info}.DataSourceType`, [...types, "WAREHOUSE"]),
  permissions: struct,
  provider: string,
  secret_type: enumeration(`${info}.SecretType`, ["SECRET_TYPE_NONE", "MANUAL", "USE_SERVICE_ACCOUNT_SECRET"]),
  secret_filter: secretFilter,
  plugin_info: pluginInfo,
  schedule,
  template: struct,
  tags: struct,
  cost_tag_keys: repeated(string),
  cost_additional_info_keys: repeated(string),
  cost_data_keys: repeated(string),
  data_source_account_count: int32,
  connected_workspace_count: int32,
  resource_group: enumeration(`${info}.ResourceGroup`, ["RESOURCE_GROUP_NONE", "DOMAIN", "WORKSPACE"]),
  domain_id: string,
  workspace_id: string,
  created_at: string,
  updated_at: string,
  last_synchronized_at: string,
});

export const dataSourcesInfo = defineMessage("spaceone.api.cost_analysis.v1.DataSourcesInfo", {
  results: repeated(dataSourceInfo),
  total_count: int32,
});
