import { z } from "zod";

import { number, struct, text, type Struct } from "../wire";

/** A cost that a data source has brought. A field that a reply leaves out is "", 0 or empty. */
export interface Cost {
  readonly id: string;
  readonly cost: number;
  readonly usageQuantity: number;
  readonly usageUnit: string;
  readonly provider: string;
  readonly regionCode: string;
  readonly regionKey: string;
  readonly product: string;
  readonly usageType: string;
  readonly resource: string;
  readonly tags: Struct;
  readonly additionalInfo: Struct;
  readonly data: Struct;
  readonly domainId: string;
  readonly workspaceId: string;
  readonly projectId: string;
  readonly serviceAccountId: string;
  readonly dataSourceId: string;
  readonly accountId: string;
  readonly billedYear: string;
  readonly billedMonth: string;
  readonly billedDate: string;
}

export const costReply = z
  .object({
    cost_id: z.string().min(1),
    cost: number,
    usage_quantity: number,
    usage_unit: text,
    provider: text,
    region_code: text,
    region_key: text,
    product: text,
    usage_type: text,
    resource: text,
    tags: struct,
    additional_info: struct,
    data: struct,
    domain_id: text,
    workspace_id: text,
    project_id: text,
    service_account_id: text,
    data_source_id: text,
    account_id: text,
    billed_year: text,
    billed_month: text,
    billed_date: text,
  })
  .transform((wire): Cost => ({
    id: wire.cost_id,
    cost: wire.cost,
    usageQuantity: wire.usage_quantity,
    usageUnit: wire.usage_unit,
    provider: wire.provider,
    regionCode: wire.region_code,
    regionKey: wire.region_key,
    product: wire.product,
    usageType: wire.usage_type,
    resource: wire.resource,
    tags: wire.tags,
    additionalInfo: wire.additional_info,
    data: wire.data,
    domainId: wire.domain_id,
    workspaceId: wire.workspace_id,
    projectId: wire.project_id,
    serviceAccountId: wire.service_account_id,
    dataSourceId: wire.data_source_id,
    accountId: wire.account_id,
    billedYear: wire.billed_year,
    billedMonth: wire.billed_month,
    billedDate: wire.billed_date,
  }));
