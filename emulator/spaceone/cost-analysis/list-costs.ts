import { unexpected } from "../errors";
import { isStruct } from "../json";
import { defineOperation, requireParameters } from "../operation";
import { withProjects } from "../project-groups";
import { floatText, pythonText } from "../python-text";
import { findRecords, withKeyword, withPageLimit, withParameters } from "../query/list";
import { readCosts } from "./access";
import { costFields, costModel, storedCosts } from "./cost";
import { costQuery, costsInfo } from "./cost-messages";
import { deniedFields, findDataSource, withoutPlugin, type DataSource } from "./data-source";

/** The most costs on one page (SPO 4). */
const maxPage = 1000;

/** The parameters of a list that are conditions: not the dates, which the service ignores here (SPO 5). */
const listParameters = [
  "cost_id",
  "provider",
  "region_code",
  "region_key",
  "product",
  "usage_type",
  "resource",
  "service_account_id",
  "data_source_id",
  "project_id",
  "project_group_id",
  "user_projects",
  "workspace_id",
  "domain_id",
] as const;

/** Lists the costs of one data source, without an order unless the query names one. */
export const listCosts = defineOperation({
  request: costQuery,
  reply: costsInfo,
  access: readCosts,
  perform({ caller, context, now, params }) {
    requireParameters(params, "data_source_id", "domain_id");
    const { data_source_id, domain_id, query: sent = {}, ...others } = params;
    const conditions = { ...others, data_source_id, domain_id };
    const limited = withPageLimit(withKeyword(withParameters(sent, conditions, listParameters), ["cost_id"]), maxPage);
    const query = { ...limited, filter: withProjects(limited.filter ?? [], context, now) };
    const dataSource = findDataSource(context.store, data_source_id, domain_id);
    refuseUnreadable(dataSource);
    const { records, total } = findRecords(costModel, storedCosts(context.store, { ...params, domain_id }), query, now);
    const denied = caller.role === "DOMAIN_ADMIN" ? [] : deniedFields(dataSource);
    return { results: records.map((record) => costFields(record, denied)), total_count: total };
  },
});

/** The service can read neither a warehouse nor a local data source without a plugin (SPO 5). */
function refuseUnreadable({ data_source_type, plugin_info = null, warehouse_info = null }: DataSource): void {
  if (data_source_type === "LOCAL" && plugin_info === null) throw withoutPlugin();
  if (data_source_type !== "WAREHOUSE") return;
  if (!isStruct(warehouse_info)) throw unexpected("'NoneType' object is not subscriptable");
  const { type } = warehouse_info;
  const isKnown = type === "DATABRICKS";
  throw unexpected(
    isKnown
      ? "name 'DatabricksConnector' is not defined"
      : `Unsupported warehouse_type: ${pythonText(type, floatText)}`,
  );
}
