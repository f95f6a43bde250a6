import { present } from "../../lifecycle/record/record";
import {
  readAnalyzeFields,
  readAnalyzeSort,
  readFieldGroup,
  readGroupBy,
  readSelect,
} from "../../queries/analyze-query";
import { loadedFields, type Fields } from "../../queries/fields/fields";
import { readAlternatives, readFilter, readKeyword } from "../../queries/filters";
import { readOnly, readPage, readUnwind, wireListQuery, wireSort } from "../../queries/list-query";
import { snake } from "../../queries/names";
import type { ListQueryArgs } from "../../queries/query-contract";
import { QueryError } from "../../queries/query-error";
import { readAggregate, readDistinct } from "../../queries/statistics-query";
import type { WireListQuery } from "../../queries/wire";
import type { ArgumentRule } from "./definition";
import { told } from "./told";

// Queries as arguments of functions: each member is checked like any other argument, before anything is sent.

type QueryRules<Names extends string> = Readonly<Record<Names, ArgumentRule>>;

/** The arguments of all queries. */
export function filterArguments(fields: Fields): QueryRules<"filter" | "filterOr" | "keyword"> {
  return {
    filter: part((given) => readFilter(fields, given, [])),
    filterOr: part((given) => readAlternatives(fields, given, [])),
    keyword: part((given) => readKeyword(given, [])),
  };
}

/** The arguments of a list. */
export function listArguments(fields: Fields): QueryRules<keyof ListQueryArgs<string, string>> {
  return {
    ...filterArguments(fields),
    sort: part((given) => wireSort(fields, given, [])),
    page: part((given) => readPage(given, [])),
    only: part((given) => readOnly(fields, given, [])),
    minimal: { schema: (z) => z.boolean() },
    unwind: part((given) => readUnwind(fields, given, [])),
  };
}

/** The arguments of statistics. */
export function statisticsArguments(fields: Fields) {
  return {
    args: {
      ...filterArguments(fields),
      distinct: part((given) => readDistinct(fields, given, [])),
      aggregate: part((given) => readAggregate(fields, given, [])),
      page: part((given) => readPage(given, [])),
    },
    oneOf: ["distinct", "aggregate"],
  } as const;
}

/** The arguments of an analysis. */
export function analyzeArguments(fields: Fields) {
  return {
    ...filterArguments(fields),
    fields: { ...part((given) => readAnalyzeFields(fields, given, [])), required: true as const },
    groupBy: part((given) => readGroupBy(fields, given, [])),
    fieldGroup: part((given) => readFieldGroup(given, [])),
    select: part((given) => readSelect(given, [])),
    sort: part((given) => readAnalyzeSort(given, [])),
    page: part((given) => readPage(given, [])),
  };
}

/** An argument that is a part of a query. */
export function part(read: (given: unknown) => unknown): ArgumentRule {
  return {
    schema: (z) =>
      z.unknown().superRefine((given, context) => {
        try {
          read(given);
        } catch (error) {
          if (!(error instanceof QueryError)) throw error;
          context.addIssue({ code: "custom", path: [...error.place], message: error.reason });
        }
      }),
  };
}

/** A list's query and the values that it takes besides, as they are sent, and how its entries are shown. */
export function listSearch(fields: Fields, args: ListQueryArgs<string, string> | object) {
  const { filter, filterOr, keyword, sort, page, only, minimal, unwind, ...values } = args as ListQueryArgs<
    string,
    string
  >;
  const query = wireListQuery(fields, present({ filter, filterOr, keyword, sort, page, only, minimal, unwind }));
  return { parameters: wireValues(values), query, shown: shownPart(fields, query) };
}

/** Values of fields, by the service's names. */
export function wireValues(values: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [snake(name), value]));
}

/** Properties whose names are not those of the fields that they show. */
const fieldOf: Readonly<Record<string, string>> = {
  tagBranches: "tags",
  metadataBranches: "metadata",
};

/** Reduces a result to what its query has asked for: the rest looks as if it was empty. */
function shownPart(fields: Fields, query: Pick<WireListQuery, "only" | "minimal">) {
  const loaded = loadedFields(fields, query);
  const isShown = (name: string): boolean => name === "id" || loaded?.has(fieldOf[name] ?? snake(name)) !== false;
  return <Result extends object>(result: Result): Result =>
    told(Object.fromEntries(Object.entries(result).filter(([name]) => isShown(name))) as Result);
}
