import { defineOperation, requireParameters } from "../operation";
import { readDataSources } from "./access";
import { findDataSource } from "./data-source";
import { dataSourceFields } from "./data-source-fields";
import { dataSourceInfo, dataSourceRequest } from "./data-source-messages";
import { visibleWorkspaces } from "./list-data-sources";

export const getDataSource = defineOperation({
  request: dataSourceRequest,
  reply: dataSourceInfo,
  access: readDataSources,
  perform({ caller, context, params }) {
    requireParameters(params, "data_source_id", "domain_id");
    const workspaces = visibleWorkspaces(params.workspace_id);
    const found = findDataSource(context.store, params.data_source_id, params.domain_id, workspaces);
    return dataSourceFields(found, caller);
  },
});
