import type { Caller } from "../caller";
import { isStruct, type Json, type Struct } from "../json";
import { deniedFields, type DataSource } from "./data-source";
import type { dataSourceInfo } from "./data-source-messages";

type DataSourceFields = Parameters<typeof dataSourceInfo.encode>[0];

/** A data source as replies have it. Fields that were not loaded have the model's defaults. */
export function dataSourceFields(loaded: DataSource, caller: Caller): DataSourceFields {
  const { plugin_info = null, schedule = null, secret_filter = null } = loaded;
  const fields: Struct = {
    secret_type: "MANUAL",
    template: {},
    tags: {},
    ...loaded,
    secret_filter: isStruct(secret_filter) ? { state: "ENABLED", ...secret_filter } : null,
    plugin_info: isStruct(plugin_info) ? { options: {}, metadata: {}, upgrade_mode: "AUTO", ...plugin_info } : null,
    schedule: isStruct(schedule) ? { state: "ENABLED", ...schedule } : null,
    cost_data_keys: visibleKeys(loaded, caller),
  };
  return fields;
}

/** Only an administrator of the domain is told of the keys of denied data (SPO 11). */
function visibleKeys(loaded: DataSource, { role }: Caller): Json {
  const { cost_data_keys: keys = [] } = loaded;
  if (role === "DOMAIN_ADMIN" || !Array.isArray(keys)) return keys;
  const denied = deniedFields(loaded).map((field) => field.split("."));
  return (keys as readonly Json[]).filter((key) => !denied.some(([first, name]) => first === "data" && name === key));
}
