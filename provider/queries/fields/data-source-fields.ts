import { defineFields, type ConditionKeyOf, type KeyOf } from "./fields";

export const dataSourceFields = defineFields({
  noun: "cost data sources",
  id: "data_source_id",
  names: {
    data_source_id: "text",
    name: "text",
    data_source_type: "text",
    permissions: "any",
    provider: "text",
    secret_type: "text",
    secret_filter: { state: "text", secrets: "texts", service_accounts: "texts", schemas: "texts" },
    plugin_info: { plugin_id: "text", version: "text", options: "any", metadata: "any", upgrade_mode: "text" },
    schedule: { state: "text", hour: "number" },
    template: "any",
    tags: "any",
    cost_tag_keys: "texts",
    cost_additional_info_keys: "texts",
    cost_data_keys: "texts",
    data_source_account_count: "number",
    connected_workspace_count: "number",
    resource_group: "text",
    domain_id: "text",
    workspace_id: "text",
    created_at: "time",
    updated_at: "time",
    last_synchronized_at: "time",
  },
  inConditions: {},
  // There it looks for single tags in a list, which they are not.
  notFoundIn: { filter: ["tags."] },
  minimal: ["data_source_id", "workspace_id", "name", "data_source_type", "secret_type", "provider", "schedule"],
});

/** A path that a query of data sources can name: `name`, `dataSourceType` or `data_source_type`, `tags.team`. */
export type CostDataSourceKey = KeyOf<typeof dataSourceFields>;

/** A path that a condition on data sources can name. */
export type CostDataSourceConditionKey = ConditionKeyOf<typeof dataSourceFields>;
