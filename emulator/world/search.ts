import { operandOf, operatorOf } from "../spaceone/query/filter";
import type { Filter, Query } from "../spaceone/wire/query";
import type { SwitchValues } from "./switches";

/** The query of a list as the service takes it: its conditions, and how much of what is found. */
export function heededQuery(query: Query, { mostInReply, searchFilter }: SwitchValues): Query {
  return {
    ...query,
    ...(mostInReply > 0 && { page: { ...query.page, limit: Math.min(query.page?.limit ?? mostInReply, mostInReply) } }),
    ...(searchFilter === "contains" && query.filter && { filter: query.filter.map(containing) }),
    ...(searchFilter === "ignored" && { filter: [] }),
  };
}

/** A condition for a text as one for what contains it. */
function containing(condition: Filter): Filter {
  if (operatorOf(condition) !== "eq" || typeof operandOf(condition) !== "string") return condition;
  const { o: _short, operator: _long, ...rest } = condition;
  return { ...rest, operator: "contain" };
}
