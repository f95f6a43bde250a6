import { databaseFailure } from "../errors";
import type { Struct } from "../json";
import type { Found } from "../query/found";
import type { Model } from "../query/model";
import { recordOf, type Document } from "../query/value";
import type { Query } from "../wire/query";
import { aggregate } from "./aggregate";
import { fieldExpression, withField } from "./field-path";
import type { SentStage } from "./pipeline";

/** Whether a list needs a pipeline; empty parts of a query count as not sent. */
export function isPiped(query: Query): boolean {
  return [query.unwind, query.lookup, query.add_fields].some((part) => !isEmpty(part));
}

function isEmpty(part: object | undefined): boolean {
  return part === undefined || Object.keys(part).length === 0;
}

/**
 * Finds the records of a list by a pipeline. It knows neither `minimal` nor `count_only`, and tells the total only where
 * the page has a limit.
 */
export function findPiped(model: Model, records: Iterable<Struct>, query: Query, now: number): Found {
  const { results, total_count = 0 } = aggregate(model, records, { ...query, stages: stagesOf(query) }, now);
  const undefinedName = results.flatMap(Object.keys).find((name) => !Object.hasOwn(model.fields, name));
  if (undefinedName !== undefined) {
    const text = `The fields "{'${undefinedName}'}" do not exist on the document "${model.name}"`;
    throw databaseFailure(`Failed to convert pipeline result: ${text}`);
  }
  const path = query.unwind?.path;
  return { records: results.map((result) => recordOf(relisted(result, path))), total: total_count };
}

function stagesOf({ unwind, lookup = [], add_fields, only, sort = [] }: Query): SentStage[] {
  if (unwind && !isEmpty(unwind)) {
    if (!only) throw databaseFailure("unwind option requires only option.");
    if (unwind.path === undefined) throw databaseFailure("unwind option should have path key.");
  }
  const orders = sort.map(({ key = "", desc = false }) => ({ key, desc }));
  return [
    ...lookup.map((part) => ({ lookup: part })),
    ...(unwind && !isEmpty(unwind) ? [{ unwind }] : []),
    ...(add_fields && !isEmpty(add_fields) ? [{ add_fields }] : []),
    ...(only ? [{ only }] : []),
    ...(orders.length > 0 ? [{ sort: orders }] : []),
  ];
}

/** The item of a list stands in the list's place; in the reply it is a list of one. */
function relisted(document: Document, path: string | undefined): Document {
  const item = path === undefined ? undefined : fieldExpression(path)(document);
  return path === undefined || item === undefined ? document : withField(document, path.split("."), [item]);
}
