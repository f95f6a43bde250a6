import { notFound, unexpected, type Conditions, type SpaceoneError } from "../errors";
import type { Json, Struct } from "../json";
import { seedCollections } from "../objects";
import type { Model } from "../query/model";
import type { Store } from "../../store/store";

/** A data source as it was seeded: any of the API's fields may be missing. */
export type DataSource = Struct;

export const dataSourceModel: Model = {
  name: "DataSource",
  fields: {
    data_source_id: "text",
    name: "text",
    data_source_type: "text",
    secret_type: "text",
    secret_filter: ["state", "secrets", "service_accounts", "schemas"],
    permissions: "object",
    provider: "text",
    plugin_info: ["plugin_id", "version", "options", "metadata", "secret_id", "schema_id", "upgrade_mode"],
    warehouse_info: ["type"],
    schedule: ["state", "hour"],
    template: "object",
    tags: "object",
    cost_tag_keys: "texts",
    cost_additional_info_keys: "texts",
    cost_data_keys: "texts",
    data_source_account_count: "number",
    connected_workspace_count: "number",
    resource_group: "text",
    workspace_id: "text",
    domain_id: "text",
    created_at: "time",
    updated_at: "time",
    last_synchronized_at: "time",
  },
  aliases: {},
  minimal: ["data_source_id", "workspace_id", "name", "data_source_type", "secret_type", "provider", "schedule"],
  order: { key: "name", desc: false },
};

/** The workspace of a data source that belongs to the whole domain. */
export const everywhere = "*";

/** All data sources, as the domain sees them: one that is seeded without a place belongs to the caller's domain. */
export function storedDataSources(store: Store, domainId: string): DataSource[] {
  return Array.from(store.of(seedCollections.data_sources).all(), (seeded) => ({
    ...defaults,
    domain_id: domainId,
    workspace_id: everywhere,
    ...(seeded as Struct),
  }));
}

const defaults = { secret_type: "MANUAL", template: {}, tags: {}, cost_data_keys: [] };

/** The workspace does not matter here, unless some are given. */
export function findDataSource(
  store: Store,
  dataSourceId: string,
  domainId: string,
  workspaceIds?: readonly string[],
): DataSource {
  const found = storedDataSources(store, domainId).find((dataSource) => dataSource["data_source_id"] === dataSourceId);
  const isVisible =
    found?.["domain_id"] === domainId && (workspaceIds?.some((id) => id === found["workspace_id"]) ?? true);
  if (found && isVisible) return found;
  const conditions: Conditions = [
    ["data_source_id", dataSourceId],
    ["domain_id", domainId],
    ...(workspaceIds ? ([["workspace_id", workspaceIds]] as const) : []),
  ];
  throw notFound(conditions);
}

/** The service's failure where it needs the plugin of a data source that has none. */
export function withoutPlugin(): SpaceoneError {
  return unexpected("'NoneType' object has no attribute 'metadata'");
}

/** The fields of costs that only an administrator of the domain may see. */
export function deniedFields({ permissions = null }: DataSource): string[] {
  const deny = typeof permissions === "object" && permissions !== null ? (permissions as Struct)["deny"] : undefined;
  return Array.isArray(deny) ? (deny as readonly Json[]).filter((field) => typeof field === "string") : [];
}
