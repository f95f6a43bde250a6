import { defineFields, type ConditionKeyOf, type KeyOf } from "./fields";

export const costFields = defineFields({
  noun: "costs",
  id: "cost_id",
  names: {
    cost_id: "value",
    cost: "value",
    usage_quantity: "value",
    usage_unit: "value",
    provider: "value",
    region_code: "value",
    region_key: "value",
    product: "value",
    usage_type: "value",
    resource: "value",
    tags: "any",
    additional_info: "any",
    data: "any",
    domain_id: "value",
    workspace_id: "value",
    project_id: "value",
    service_account_id: "value",
    data_source_id: "value",
    account_id: "value",
    billed_year: "value",
    billed_month: "value",
    billed_date: "value",
  },
  inConditions: {},
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
