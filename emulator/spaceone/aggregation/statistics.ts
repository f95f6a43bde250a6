import { requiredParameter } from "../errors";
import type { Json, Struct } from "../json";
import { compileFilters } from "../query/filter";
import type { Model } from "../query/model";
import { valuesAt } from "../query/path";
import { documentOf, identityOf, isList, replyOf, type Value } from "../query/value";
import type { StatisticsQuery } from "../wire/statistics";
import { aggregate } from "./aggregate";

/** The reply of `stat`: the results of a pipeline, or the different values of a field (SPO 4). */
export function statistics(model: Model, records: Iterable<Struct>, query: StatisticsQuery, now: number): Struct {
  const { aggregate: stages, distinct } = query;
  if (stages) {
    const { results, ...total } = aggregate(model, records, { ...query, stages }, now);
    return { ...total, results: results.map(replyOf) };
  }
  if (distinct === undefined) throw requiredParameter("aggregate");
  return distinctReply(distinctValues(model, records, query, now), query);
}

function distinctValues(model: Model, records: Iterable<Struct>, query: StatisticsQuery, now: number): Value[] {
  const { distinct = "", filter = [], filter_or = [] } = query;
  const fits = compileFilters(model, filter, filter_or, now);
  const path = distinct.split(".");
  const values = new Map<string, Value>();
  for (const record of Array.from(records).filter(fits)) {
    for (const value of valuesAt(documentOf(model, record), path).flatMap(itemsOf))
      values.set(identityOf(value), value);
  }
  return sortedValues([...values.values()]);
}

function itemsOf(value: Value | undefined): readonly Value[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

/** Values that Python cannot compare with each other, such as null and a text, stay as they are. */
function sortedValues(values: Value[]): Value[] {
  const types = new Set(values.map((value) => (typeof value === "boolean" ? "number" : typeof value)));
  if (types.size > 1 || types.has("object")) return values;
  return values.sort((a, b) => Number((a ?? 0) > (b ?? 0)) - Number((a ?? 0) < (b ?? 0)));
}

function distinctReply(values: readonly Value[], { page: { limit = 0, start = 1 } = {} }: StatisticsQuery): Struct {
  const all = (part: readonly Value[]): Json => part.map(replyOf);
  if (limit === 0) return { results: all(values) };
  return { total_count: values.length, results: all(values.slice(start - 1, start - 1 + limit)) };
}
