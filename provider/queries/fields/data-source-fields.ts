import { defineFields, type ConditionKeyOf, type KeyOf } from "./fields";

export const dataSourceFields = defineFields({
  noun: "cost data sources",
  id: "data_source_id",
  names: {
    data_source_id: "value",
    name: "value",
    data_source_type: "value",
    permissions: "any",
    provider: "value",
    secret_type: "value",
    secret_filter: ["state", "secrets", "service_accounts", "schemas"],
    plugin_info: ["plugin_id", "version", "options", "metadata", "upgrade_mode"],
    schedule: ["state", "hour"],
    template: "any",
    tags: "any",
    cost_tag_keys: "list",
    cost_additional_info_keys: "list",
    cost_data_keys: "list",
    data_source_account_count: "value",
    connected_workspace_count: "value",
    resource_group: "value",
    domain_id: "value",
    workspace_id: "value",
    created_at: "value",
    updated_at: "value",
    last_synchronized_at: "value",
  },
  inConditions: {},
  minimal: ["data_source_id", "workspace_id", "name", "data_source_type", "secret_type", "provider", "schedule"],
});

/** A path that a query of data sources can name: `name`, `dataSourceType` or `data_source_type`, `tags.team`. */
export type CostDataSourceKey = KeyOf<typeof dataSourceFields>;

/** A path that a condition on data sources can name. */
export type CostDataSourceConditionKey = ConditionKeyOf<typeof dataSourceFields>;
