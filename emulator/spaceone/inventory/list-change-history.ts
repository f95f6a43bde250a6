import { listed } from "../../world/lag";
import { defineOperation, requireParameters } from "../operation";
import { findRecords, withKeyword, withPageLimit, withParameters } from "../query/list";
import { readChangeHistory } from "./access";
import { changeRecords, type ChangeRecord } from "./change-record";
import { recordKeywordFields, recordModel } from "./change-record-model";
import { findCloudService } from "./cloud-service-access";
import type { Difference } from "./difference";
import { maxPage } from "./list-cloud-services";
import { changeHistoryInfo, changeHistoryQuery } from "./messages";

const listParameters = [
  "cloud_service_id",
  "record_id",
  "action",
  "user_id",
  "collector_id",
  "job_id",
  "updated_by",
  "domain_id",
] as const;

/** The newest first, even among records of the same millisecond. */
export const listChangeHistory = defineOperation({
  request: changeHistoryQuery,
  reply: changeHistoryInfo,
  access: readChangeHistory,
  perform(request) {
    const { context, now, params } = request;
    requireParameters(params, "cloud_service_id", "domain_id");
    findCloudService(request, params);
    const { query: sent = {}, ...conditions } = params;
    const limited = withKeyword(withParameters(sent, conditions, listParameters), recordKeywordFields);
    const query = withPageLimit(limited, maxPage);
    const stored = listed(request, context.store.of(changeRecords).owned(params.cloud_service_id)).map((record) => ({
      ...record,
    }));
    const { records, total } = findRecords(recordModel, stored.reverse(), query, now);
    const found = records as readonly Partial<ChangeRecord>[];
    const results = found.map((record) => (query.minimal ? minimalFields(record) : recordFields(record)));
    return { results, total_count: total };
  },
});

/** Where a query asks for a part of a line only, the other parts are null. */
function recordFields({ diff = [], ...loaded }: Partial<ChangeRecord>) {
  const lines = diff.map((line: Partial<Difference>) => {
    const { key = null, before = null, after = null, type = null } = line;
    return { key, before, after, type };
  });
  return { ...loaded, diff: lines };
}

function minimalFields({ diff: _diff, domain_id: _domain, created_at: _time, ...loaded }: Partial<ChangeRecord>) {
  return loaded;
}
