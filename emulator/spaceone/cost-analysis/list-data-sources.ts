import { invalidParameter } from "../errors";
import { defineOperation, requireParameters } from "../operation";
import { findRecords, withKeyword, withParameters } from "../query/list";
import { readDataSources } from "./access";
import { connectedQuery } from "./connected-workspace";
import { dataSourceModel, everywhere, storedDataSources } from "./data-source";
import { dataSourceFields } from "./data-source-fields";
import { dataSourceQuery, dataSourcesInfo } from "./data-source-messages";
import { withTagMatches } from "./tag-match";

/** The parameters of a list that are conditions; the limits of the call come last. */
const listParameters = ["data_source_id", "name", "data_source_type", "provider", "workspace_id", "domain_id"] as const;

export const keywordFields = ["data_source_id", "name"] as const;

/** Lists the data sources of the workspace and of the whole domain. Without a limit all of them are on one page. */
export const listDataSources = defineOperation({
  request: dataSourceQuery,
  reply: dataSourcesInfo,
  access: readDataSources,
  perform({ caller, context, now, params }) {
    requireParameters(params, "domain_id");
    const { query: sent = {}, connected_workspace_id, ...conditions } = params;
    const limits = { ...conditions, workspace_id: visibleWorkspaces(params.workspace_id) };
    const query = withKeyword(withTagMatches(withParameters(sent, limits, listParameters)), keywordFields);
    if (caller.role !== "DOMAIN_ADMIN") refuseKeysAlone(query.only);
    const stored = storedDataSources(context.store, params.domain_id);
    const found =
      connected_workspace_id === undefined
        ? query
        : connectedQuery(stored, query, { workspaceId: connected_workspace_id, domainId: params.domain_id }, now);
    if (!found) return { results: [], total_count: 0 };
    const { records, total } = findRecords(dataSourceModel, stored, found, now);
    return { results: records.map((record) => dataSourceFields(record, caller)), total_count: total };
  },
});

/** Undefined where the caller may see all workspaces and names none. */
export function visibleWorkspaces(workspaceId: string | undefined): string[] | undefined {
  return workspaceId === undefined ? undefined : [workspaceId, everywhere];
}

/** Which of the keys may be seen depends on the permissions, which so have to be loaded too (SPO 5). */
function refuseKeysAlone(only: readonly string[] = []): void {
  if (!only.includes("cost_data_keys") || only.includes("permissions")) return;
  throw invalidParameter(
    "permissions",
    "when you want to get 'cost_data_keys', you must include 'permissions' field in 'only' field.",
  );
}
