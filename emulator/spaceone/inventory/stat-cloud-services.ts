import { statistics } from "../aggregation/statistics";
import { defineOperation, requireParameters } from "../operation";
import { withKeyword, withParameters } from "../query/list";
import { struct } from "../wire/scalars";
import { readCloudServices } from "./access";
import { keywordFields, statisticsParameters } from "./cloud-service-model";
import { tagValuePath, translatedFilter } from "./cloud-service-query";
import { cloudServiceSource } from "./cloud-service-source";
import { cloudServiceStatQuery } from "./messages";

/** Statistics of cloud services: the different values of a field, or the results of a pipeline. */
export const statCloudServices = defineOperation({
  request: cloudServiceStatQuery,
  reply: struct,
  access: readCloudServices,
  perform(request) {
    const { context, now, params } = request;
    requireParameters(params, "query", "domain_id");
    const { query: sent, ...conditions } = params;
    const query = withKeyword(withParameters(sent, conditions, statisticsParameters), keywordFields);
    const { model, records } = cloudServiceSource(request, params);
    const filter = translatedFilter(query.filter, context, now);
    const { distinct = "" } = query;
    const translated = { ...query, filter, ...(distinct !== "" && { distinct: tagValuePath(distinct) ?? distinct }) };
    return statistics(model, records, translated, now);
  },
});
