import { operandOf, operatorOf } from "../spaceone/query/filter";
import type { Filter, Query } from "../spaceone/wire/query";
import type { SwitchValues } from "./switches";

/** The query of a list as the service takes its conditions. */
export function heededQuery(query: Query, { searchFilter }: SwitchValues): Query {
  if (searchFilter === "exact" || query.filter === undefined) return query;
  return { ...query, filter: searchFilter === "ignored" ? [] : query.filter.map(containing) };
}

/** A condition for a text as one for what contains it. */
function containing(condition: Filter): Filter {
  if (operatorOf(condition) !== "eq" || typeof operandOf(condition) !== "string") return condition;
  const { o: _short, operator: _long, ...rest } = condition;
  return { ...rest, operator: "contain" };
}
