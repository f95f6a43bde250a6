import { invalidParameter, requiredParameter, unexpected } from "../errors";
import { isStruct, type Json, type Struct } from "../json";
import { floatText, pythonText, pythonTypeName } from "../python-text";
import type { Model } from "../query/model";
import { replyOf } from "../query/value";
import type { AnalyzeQuery } from "../wire/analysis";
import type { Group, GroupField, GroupKey } from "../wire/statistics";
import { aggregate } from "./aggregate";
import { groupByFields } from "./field-group";
import type { SentStage } from "./pipeline";
import { isTruthy } from "./python-truth";
import { selection } from "./selection";

/** The reply of `analyze`: records in groups; `more` says whether further groups follow the page (SPO 4). */
export function analysis(model: Model, records: Iterable<Struct>, query: AnalyzeQuery, now: number): Struct {
  const { fields = {}, page: { limit = 0 } = {} } = query;
  const { filter = [], filter_or = [] } = query;
  const { results } = aggregate(model, records, { filter, filter_or, stages: stagesOf(query, fields) }, now);
  const found = results.map(replyOf);
  return limit === 0 ? { results: found } : { results: found.slice(0, limit), more: found.length > limit };
}

function stagesOf(query: AnalyzeQuery, sentFields: Struct): SentStage[] {
  const { field_group: names = [], lookup = [], unwind, add_fields, select = {}, sort = [] } = query;
  if (names.some((name) => name.startsWith("_total_"))) {
    throw invalidParameter("field_group", "Field group keys cannot contain _total_ characters.");
  }
  const group = { keys: (query.group_by ?? []).map(groupKey), fields: Object.entries(sentFields).map(groupField) };
  return [
    ...lookup.map((part) => ({ lookup: part })),
    ...(unwind && Object.keys(unwind).length > 0 ? [{ unwind }] : []),
    ...(add_fields && isTruthy(add_fields) ? [{ add_fields }] : []),
    { group },
    ...(isTruthy(select) ? [{ project: selection(select) }] : []),
    ...(names.length > 0 ? [{ group: groupByFields(group, names) }] : []),
    ...(sort.length > 0 ? [{ sort: sort.map((order) => sortOption(order, group, names.length > 0)) }] : []),
    ...pageStages(query),
  ];
}

/** A key without a name has that of the last part of its path. */
function groupKey(option: Json): GroupKey & { readonly name: string } {
  if (typeof option === "string") return { key: option, name: option.slice(option.lastIndexOf(".") + 1) };
  if (!isStruct(option)) throw invalidParameter("group_by", "group_by option should be dict or str type.");
  const { key, name } = option;
  if (typeof key === "string" && typeof name === "string" && key !== "" && name !== "") return { key, name };
  throw invalidParameter("group_by", "group_by option requires a key and name.");
}

function groupField([name, condition]: readonly [string, Json]): GroupField {
  if (!isStruct(condition)) throw unexpected(`'${pythonTypeName(condition)}' object has no attribute 'get'`);
  const { operator = null, key = null, fields = null, data_type = null } = condition;
  if (operator === null) throw requiredParameter("query.fields.operator");
  if (operator !== "count" && operator !== "push" && key === null) throw requiredParameter("query.fields.key");
  if (operator === "push" && !isTruthy(key) && !isTruthy(fields)) throw requiredParameter("query.fields.fields");
  const parts = operator === "push" && isStruct(fields) ? Object.entries(fields) : [];
  return {
    name,
    operator: pythonText(operator, floatText),
    data_type,
    ...(operator !== "count" && key !== null && { key: pythonText(key, floatText) }),
    ...(parts.length > 0 && {
      fields: parts.map(([part, path]) => ({ key: pythonText(path, floatText), name: part })),
    }),
  };
}

/** Where fields are grouped once more, an order by one of them is an order by its total. */
function sortOption(
  { key = "", desc = false }: { key?: string; desc?: boolean },
  { fields = [] }: Group,
  isGrouped: boolean,
) {
  const isTotal = isGrouped && fields.some(({ name }) => name === key);
  return { key: isTotal ? `_total_${key}` : key, desc };
}

/** One more than the page has is fetched: it shows whether there are more. */
function pageStages({ page: { limit = 0, start } = {} }: AnalyzeQuery): SentStage[] {
  if (limit === 0) return [];
  return [...(start === undefined ? [] : [{ skip: start - 1 }]), { limit: limit + 1 }];
}
