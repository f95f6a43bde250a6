import { statistics } from "../aggregation/statistics";
import { defineOperation, requireParameters } from "../operation";
import { withKeyword, withParameters } from "../query/list";
import { struct } from "../wire/scalars";
import { readDataSources } from "./access";
import { dataSourceModel, storedDataSources } from "./data-source";
import { dataSourceStatQuery } from "./data-source-messages";
import { keywordFields, visibleWorkspaces } from "./list-data-sources";
import { tagMatches } from "./tag-match";

/** Statistics of the data sources of the workspace and of the whole domain. */
export const statDataSources = defineOperation({
  request: dataSourceStatQuery,
  reply: struct,
  access: readDataSources,
  perform({ context, now, params }) {
    requireParameters(params, "query", "domain_id");
    const limits = { domain_id: params.domain_id, workspace_id: visibleWorkspaces(params.workspace_id) };
    const limited = withParameters(params.query, limits, ["workspace_id", "domain_id"]);
    const query = withKeyword({ ...limited, filter: tagMatches(limited.filter) }, keywordFields);
    return statistics(dataSourceModel, storedDataSources(context.store, params.domain_id), query, now);
  },
});
