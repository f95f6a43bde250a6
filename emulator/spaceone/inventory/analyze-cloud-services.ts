import { analysis } from "../aggregation/analysis";
import { requiredParameter } from "../errors";
import { defineOperation, requireParameters } from "../operation";
import { withKeyword, withParameters } from "../query/list";
import { struct } from "../wire/scalars";
import { readCloudServices } from "./access";
import { keywordFields, statisticsParameters } from "./cloud-service-model";
import { translatedFilter } from "./cloud-service-query";
import { cloudServiceSource } from "./cloud-service-source";
import { cloudServiceAnalyzeQuery } from "./messages";

/** Cloud services in groups, with values that are computed for each group. */
export const analyzeCloudServices = defineOperation({
  request: cloudServiceAnalyzeQuery,
  reply: struct,
  access: readCloudServices,
  perform(request) {
    const { context, now, params } = request;
    requireParameters(params, "query");
    if (params.query.fields === undefined) throw requiredParameter("query.fields");
    requireParameters(params, "domain_id");
    const { query: sent, ...conditions } = params;
    const query = withKeyword(withParameters(sent, conditions, statisticsParameters), keywordFields);
    const { model, records } = cloudServiceSource(request, params);
    return analysis(model, records, { ...query, filter: translatedFilter(query.filter, context, now) }, now);
  },
});
