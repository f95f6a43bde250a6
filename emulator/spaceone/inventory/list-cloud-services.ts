import { heededQuery } from "../../world/search";
import { defineOperation, requireParameters } from "../operation";
import { findRecords, withKeyword, withPageLimit, withParameters } from "../query/list";
import { readCloudServices } from "./access";
import type { CloudService } from "./cloud-service";
import { keywordFields, listParameters } from "./cloud-service-model";
import { translatedQuery } from "./cloud-service-query";
import { cloudServiceSource } from "./cloud-service-source";
import { cloudServiceQuery, cloudServicesInfo } from "./messages";
import { listedFields, minimalFields } from "./representation";

/** The most cloud services, or change records, on one page (SPO 4). */
export const maxPage = 1000;

/** Lists cloud services without their metadata, and without deleted ones unless the query asks for them. */
export const listCloudServices = defineOperation({
  request: cloudServiceQuery,
  reply: cloudServicesInfo,
  access: readCloudServices,
  perform(request) {
    const { context, now, params } = request;
    requireParameters(params, "domain_id");
    const { query: sent = {}, ...conditions } = params;
    const heeded = heededQuery(sent, context.world.current);
    const query = withPageLimit(
      withKeyword(withParameters(heeded, conditions, listParameters), keywordFields),
      maxPage,
    );
    const { model, records: stored } = cloudServiceSource(request, params);
    const { records, total } = findRecords(model, stored, translatedQuery(query, context, now), now);
    const found = records as readonly Partial<CloudService>[];
    const results = found.map((record) => (query.minimal ? minimalFields(record) : listedFields(record)));
    return { results, total_count: total };
  },
});
