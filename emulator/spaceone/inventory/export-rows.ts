import { analysis } from "../aggregation/analysis";
import { requiredParameter } from "../errors";
import type { Json } from "../json";
import type { ServiceRequest } from "../operation";
import { findRecords, withKeyword, withParameters } from "../query/list";
import type { AnalyzeQuery } from "../wire/analysis";
import type { ExportOption } from "../wire/export";
import type { Query } from "../wire/query";
import { keywordFields, statisticsParameters } from "./cloud-service-model";
import { translatedFilter, translatedQuery } from "./cloud-service-query";
import type { CloudServiceSource } from "./cloud-service-source";
import { checkedOption, exportedFields } from "./export-option";

type Request = Pick<ServiceRequest<unknown>, "context" | "now">;
type Limits = Readonly<Record<string, Json | undefined>>;

/** How many rows the sheet of an option has. */
export function countRows(request: Request, source: CloudServiceSource, option: ExportOption, limits: Limits): number {
  const { analyze_query: analyzed, search_query: searched } = checkedOption(option);
  const limited = <Q extends Query | AnalyzeQuery>(query: Q): Q =>
    withKeyword(withParameters(query, limits, statisticsParameters), keywordFields);
  if (analyzed) return countGroups(request, source, limited(analyzed));
  const { fields, ...query } = searched ?? {};
  return countFound(request, source, limited(query), fields);
}

function countGroups({ context, now }: Request, { model, records }: CloudServiceSource, query: AnalyzeQuery): number {
  if (query.fields === undefined) throw requiredParameter("fields");
  const translated = { ...query, filter: translatedFilter(query.filter, context, now) };
  return (analysis(model, records, translated, now)["results"] as readonly Json[]).length;
}

function countFound(
  { context, now }: Request,
  { model, records }: CloudServiceSource,
  query: Query,
  fields: readonly Json[] | undefined,
): number {
  const only = exportedFields(fields);
  const translated = translatedQuery({ ...query, ...(only.length > 0 && { only }) }, context, now);
  const found = findRecords(model, records, translated, now);
  if (fields === undefined) throw requiredParameter("options[].search_query.fields");
  return found.records.length;
}
