import { defineFields, type ConditionKeyOf, type KeyOf } from "./fields";

export const costFields = defineFields({
  noun: "costs",
  id: "cost_id",
  names: {
    cost_id: "text",
    cost: "number",
    usage_quantity: "number",
    usage_unit: "text",
    provider: "text",
    region_code: "text",
    region_key: "text",
    product: "text",
    usage_type: "text",
    resource: "text",
    tags: "any",
    additional_info: "any",
    data: "any",
    domain_id: "text",
    workspace_id: "text",
    project_id: "text",
    service_account_id: "text",
    data_source_id: "text",
    account_id: "text",
    billed_year: "day",
    billed_month: "day",
    billed_date: "day",
  },
  inConditions: { project_group_id: "text" },
  notFoundIn: { filterOr: ["project_group_id"] },
  minimal: [
    "cost_id",
    "cost",
    "provider",
    "region_code",
    "product",
    "usage_type",
    "resource",
    "data_source_id",
    "billed_date",
  ],
});

/** A path that a query of costs can name: `product`, `billedDate` or `billed_date`, `additional_info.x`. */
export type CostKey = KeyOf<typeof costFields>;

/** A path that a condition on costs can name. */
export type CostConditionKey = ConditionKeyOf<typeof costFields>;
