import type { CostConditionKey, CostKey } from "../../queries/fields/cost-fields";
import type { CostDataSourceConditionKey, CostDataSourceKey } from "../../queries/fields/data-source-fields";
import type { ListQueryArgs } from "../../queries/query-contract";
import type { JsonObject } from "../../resources/spaceone/json-object";

/** Which data sources a list has, and what of each. What is left out restricts nothing. */
export interface ListCostDataSourcesArgs extends ListQueryArgs<CostDataSourceKey, CostDataSourceConditionKey> {
  dataSourceId?: string;
  name?: string;
  dataSourceType?: "LOCAL" | "EXTERNAL";
  provider?: string;
  /** Id of a workspace that the data source has costs of. */
  connectedWorkspaceId?: string;
  /** Id of a workspace. A token that belongs to a workspace reaches no other one. */
  workspaceId?: string;
}

/** A data source of costs. What the service does not tell, or the query has not asked for, is absent. */
export interface CostDataSourceResult {
  id: string;
  dataSourceId?: string;
  name?: string;
  /** `LOCAL`, `EXTERNAL` or `WAREHOUSE`. */
  dataSourceType?: string;
  /** What is hidden from whom: `deny` has the fields that only administrators of the domain see. */
  permissions?: JsonObject;
  provider?: string;
  secretType?: string;
  /** Which secrets its plugin uses. */
  secretFilter?: {
    state?: string;
    secrets: readonly string[];
    serviceAccounts: readonly string[];
    schemas: readonly string[];
  };
  /** The plugin that brings the costs, without the secret data that it may have. */
  pluginInfo?: {
    pluginId?: string;
    version?: string;
    options: JsonObject;
    metadata: JsonObject;
    upgradeMode?: string;
  };
  /** When costs are brought: at this hour, UTC. */
  schedule?: { state?: string; hour: number };
  template?: JsonObject;
  tags?: JsonObject;
  costTagKeys?: readonly string[];
  costAdditionalInfoKeys?: readonly string[];
  /** With `only`, a token of another role than `DOMAIN_ADMIN` has to name `permissions` too. */
  costDataKeys?: readonly string[];
  dataSourceAccountCount?: number;
  connectedWorkspaceCount?: number;
  resourceGroup?: string;
  /** Tenant. */
  domainId?: string;
  /** Absent for a data source of the whole domain. */
  workspaceId?: string;
  createdAt?: string;
  updatedAt?: string;
  lastSynchronizedAt?: string;
}

/** Which costs a list has, and what of each. What is left out restricts nothing. */
export interface ListCostsArgs extends ListQueryArgs<CostKey, CostConditionKey> {
  /**
   * Ids of data sources. Default: those that a condition of `filter` on `dataSourceId` names with `eq` or `in`, else all that
   * the token sees. The part of a list (`page`) can be asked of one data source only.
   */
  dataSourceIds?: readonly string[];
  costId?: string;
  provider?: string;
  regionCode?: string;
  regionKey?: string;
  product?: string;
  usageType?: string;
  resource?: string;
  /** Id of a workspace. A token that belongs to a workspace reaches no other one. */
  workspaceId?: string;
  projectId?: string;
  projectGroupId?: string;
  serviceAccountId?: string;
  /** `YYYY`. */
  billedYear?: string;
  /** `YYYY-MM`. */
  billedMonth?: string;
  /** `YYYY-MM-DD`. */
  billedDate?: string;
}

/** A cost. What the service does not tell, or the query has not asked for, is absent. */
export interface CostResult {
  id: string;
  costId?: string;
  /** In the currency of the data source. */
  cost?: number;
  usageQuantity?: number;
  usageUnit?: string;
  provider?: string;
  regionCode?: string;
  regionKey?: string;
  product?: string;
  usageType?: string;
  resource?: string;
  tags?: JsonObject;
  additionalInfo?: JsonObject;
  /** Further amounts, by names that the data source has chosen; null where it hides one from the token's role. */
  data?: JsonObject;
  /** Tenant. */
  domainId?: string;
  workspaceId?: string;
  projectId?: string;
  serviceAccountId?: string;
  dataSourceId?: string;
  accountId?: string;
  billedYear?: string;
  billedMonth?: string;
  billedDate?: string;
}
