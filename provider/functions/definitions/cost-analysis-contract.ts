import type { CostConditionKey, CostKey } from "../../queries/fields/cost-fields";
import type { CostDataSourceConditionKey, CostDataSourceKey } from "../../queries/fields/data-source-fields";
import type { ListQueryArgs } from "../../queries/query-contract";
import type { JsonObject } from "../../resources/spaceone/json-object";

/** Which data sources a list has, and what of each. What is left out restricts nothing. */
export interface ListCostDataSourcesArgs extends ListQueryArgs<CostDataSourceKey, CostDataSourceConditionKey> {
  /** Id of the data source: `ds-...`. */
  dataSourceId?: string;
  /** Its whole name. */
  name?: string;
  /** Its type. The service cannot list those of the type `WAREHOUSE`. */
  dataSourceType?: "LOCAL" | "EXTERNAL";
  /** Provider of its costs: `aws`. */
  provider?: string;
  /** Id of a workspace that the data source has costs of. */
  connectedWorkspaceId?: string;
  /** Id of a workspace. A token that belongs to a workspace reaches no other one. */
  workspaceId?: string;
}

/** A data source of costs. What the service does not tell, or the query has not asked for, is absent. */
export interface CostDataSourceResult {
  /** Id of the data source: `ds-...`. */
  id: string;
  /** The same as `id`, under the name that queries have for it. */
  dataSourceId?: string;
  /** Name of the data source. */
  name?: string;
  /** Type: `LOCAL`, `EXTERNAL` or `WAREHOUSE`. */
  dataSourceType?: string;
  /** What is hidden from whom: `deny` has the fields that only administrators of the domain see. */
  permissions?: JsonObject;
  /** Provider of the costs: `aws`. */
  provider?: string;
  /** Where its plugin gets credentials from: `MANUAL` or `USE_SERVICE_ACCOUNT_SECRET`. */
  secretType?: string;
  /** Which secrets its plugin uses. */
  secretFilter?: CostSecretFilter;
  /** The plugin that brings the costs, without the secret data that it may have. */
  pluginInfo?: CostPlugin;
  /** When costs are brought. */
  schedule?: CostSchedule;
  /** As the service gives it; its reference does not say what it holds. */
  template?: JsonObject;
  /** Tags of the data source. */
  tags?: JsonObject;
  /** Names that occur in the `tags` of its costs. */
  costTagKeys?: readonly string[];
  /** Names that occur in the `additionalInfo` of its costs. */
  costAdditionalInfoKeys?: readonly string[];
  /**
   * Names that occur in the `data` of its costs. With `only`, a token of another role than `DOMAIN_ADMIN` has to name
   * `permissions` too.
   */
  costDataKeys?: readonly string[];
  /** The number of its accounts, as the service counts them. */
  dataSourceAccountCount?: number;
  /** The number of workspaces that it has costs of, as the service counts them. */
  connectedWorkspaceCount?: number;
  /** Whom it belongs to: `DOMAIN` or `WORKSPACE`. */
  resourceGroup?: string;
  /** Tenant. */
  domainId?: string;
  /** Workspace. Absent for a data source of the whole domain. */
  workspaceId?: string;
  /** When it was made, RFC 3339. */
  createdAt?: string;
  /** When it was last changed, RFC 3339. */
  updatedAt?: string;
  /** When costs were last brought, RFC 3339. */
  lastSynchronizedAt?: string;
}

/** Which secrets the plugin of a data source uses. */
export interface CostSecretFilter {
  /** `ENABLED` or `DISABLED`. */
  state?: string;
  /** Ids of secrets. */
  secrets: readonly string[];
  /** Ids of service accounts. */
  serviceAccounts: readonly string[];
  /** Ids of schemas of secrets. */
  schemas: readonly string[];
}

/** The plugin that brings the costs of a data source. */
export interface CostPlugin {
  /** Id of the plugin: `plugin-...`. */
  pluginId?: string;
  /** Its version: `1.0.4`. */
  version?: string;
  /** Its options, as the service gives them. */
  options: JsonObject;
  /** Further facts of the plugin, as the service gives them. */
  metadata: JsonObject;
  /** How its version is chosen: `AUTO` or `MANUAL`. */
  upgradeMode?: string;
}

/** When the costs of a data source are brought. */
export interface CostSchedule {
  /** `ENABLED` or `DISABLED`. */
  state?: string;
  /** Hour of the day, UTC. */
  hour: number;
}

/** Which costs a list has, and what of each. What is left out restricts nothing. */
export interface ListCostsArgs extends ListQueryArgs<CostKey, CostConditionKey> {
  /**
   * Ids of data sources. Default: those that a condition of `filter` on `dataSourceId` names with `eq` or `in`, else all that
   * the token sees. The part of a list (`page`) can be asked of one data source only.
   */
  dataSourceIds?: readonly string[];
  /** Id of the cost: `cost-...`. */
  costId?: string;
  /** Provider: `aws`. */
  provider?: string;
  /** Region, as the data source names it: `ap-northeast-1`. */
  regionCode?: string;
  /** Key of the region, as the service gives it. */
  regionKey?: string;
  /** Product, as the data source names it: `AWSDataTransfer`. */
  product?: string;
  /** Type of usage, as the data source names it: `data-transfer.out`. */
  usageType?: string;
  /** Resource, as the data source names it. */
  resource?: string;
  /** Id of a workspace. A token that belongs to a workspace reaches no other one. */
  workspaceId?: string;
  /** Id of the project: `project-...`. */
  projectId?: string;
  /** Id of a project group: the costs of its projects. */
  projectGroupId?: string;
  /** Id of the service account: `sa-...`. */
  serviceAccountId?: string;
  /** Year of the bill, `YYYY`. */
  billedYear?: string;
  /** Month of the bill, `YYYY-MM`. */
  billedMonth?: string;
  /** Day of the bill, `YYYY-MM-DD`. */
  billedDate?: string;
}

/** A cost. What the service does not tell, or the query has not asked for, is absent. */
export interface CostResult {
  /** Id of the cost: `cost-...`. */
  id: string;
  /** The same as `id`, under the name that queries have for it. */
  costId?: string;
  /** The amount, in the currency of the data source. */
  cost?: number;
  /** How much was used, in `usageUnit`. */
  usageQuantity?: number;
  /** Unit of `usageQuantity`, as the data source names it: `GB`, `Count`. */
  usageUnit?: string;
  /** Provider: `aws`. */
  provider?: string;
  /** Region, as the data source names it: `ap-northeast-1`. */
  regionCode?: string;
  /** Key of the region, as the service gives it. */
  regionKey?: string;
  /** Product, as the data source names it: `AWSDataTransfer`. */
  product?: string;
  /** Type of usage, as the data source names it: `data-transfer.out`. */
  usageType?: string;
  /** Resource, as the data source names it. */
  resource?: string;
  /** Tags of what was used: `{ Environment: "Dev" }`. */
  tags?: JsonObject;
  /** Further facts, by names that the data source has chosen: `{ raw_usage_type: "APN1-Requests-Tier1" }`. */
  additionalInfo?: JsonObject;
  /** Further amounts, by names that the data source has chosen; null where it hides one from the token's role. */
  data?: JsonObject;
  /** Tenant. */
  domainId?: string;
  /** Workspace. */
  workspaceId?: string;
  /** Id of the project: `project-...`. */
  projectId?: string;
  /** Id of the service account: `sa-...`. */
  serviceAccountId?: string;
  /** Id of the data source that has brought it: `ds-...`. */
  dataSourceId?: string;
  /** Account, as the service gives it. */
  accountId?: string;
  /** Year of the bill, `YYYY`. */
  billedYear?: string;
  /** Month of the bill, `YYYY-MM`. */
  billedMonth?: string;
  /** Day of the bill, `YYYY-MM-DD`. */
  billedDate?: string;
}
