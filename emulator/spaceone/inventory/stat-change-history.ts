import { listed } from "../../world/lag";
import { statistics } from "../aggregation/statistics";
import { defineOperation, requireParameters } from "../operation";
import { withKeyword, withParameters } from "../query/list";
import { struct } from "../wire/scalars";
import { readChangeHistory } from "./access";
import { changeRecords } from "./change-record";
import { recordKeywordFields, recordModel } from "./change-record-model";
import { findCloudService } from "./cloud-service-access";
import { changeHistoryStatQuery } from "./messages";

/** Statistics of the changes of one cloud service. */
export const statChangeHistory = defineOperation({
  request: changeHistoryStatQuery,
  reply: struct,
  access: readChangeHistory,
  perform(request) {
    const { context, now, params } = request;
    requireParameters(params, "cloud_service_id", "query", "domain_id");
    findCloudService(request, params);
    const { query: sent, ...conditions } = params;
    const query = withKeyword(withParameters(sent, conditions, ["cloud_service_id", "domain_id"]), recordKeywordFields);
    const records = listed(request, context.store.of(changeRecords).owned(params.cloud_service_id));
    return statistics(
      recordModel,
      records.map((record) => ({ ...record })),
      query,
      now,
    );
  },
});
