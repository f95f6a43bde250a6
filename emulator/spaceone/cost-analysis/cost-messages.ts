import { defineMessage, repeated } from "../wire/message";
import { query } from "../wire/query";
import { double, float, int32, string, struct } from "../wire/scalars";

export const createCostRequest = defineMessage("spaceone.api.cost_analysis.v1.CreateCostRequest", {
  cost: double,
  usage_quantity: double,
  usage_unit: float,
  provider: string,
  region_code: string,
  product: string,
  usage_type: string,
  resource: string,
  tags: struct,
  additional_info: struct,
  project_id: string,
  service_account_id: string,
  data_source_id: string,
  billed_date: string,
});

export const costRequest = defineMessage("spaceone.api.cost_analysis.v1.CostRequest", { cost_id: string });

export const costQuery = defineMessage("spaceone.api.cost_analysis.v1.CostQuery", {
  query,
  data_source_id: string,
  cost_id: string,
  provider: string,
  region_code: string,
  region_key: string,
  product: string,
  usage_type: string,
  resource: string,
  workspace_id: string,
  project_id: string,
  project_group_id: string,
  service_account_id: string,
  billed_year: string,
  billed_month: string,
  billed_date: string,
});

export const costInfo = defineMessage("spaceone.api.cost_analysis.v1.CostInfo", {
  cost_id: string,
  cost: double,
  usage_quantity: double,
  usage_unit: string,
  provider: string,
  region_code: string,
  region_key: string,
  product: string,
  usage_type: string,
  resource: string,
  tags: struct,
  additional_info: struct,
  data: struct,
  domain_id: string,
  workspace_id: string,
  project_id: string,
  service_account_id: string,
  data_source_id: string,
  account_id: string,
  billed_year: string,
  billed_month: string,
  billed_date: string,
});

export const costsInfo = defineMessage("spaceone.api.cost_analysis.v1.CostsInfo", {
  results: repeated(costInfo),
  total_count: int32,
});
