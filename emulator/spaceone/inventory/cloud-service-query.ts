import type { EmulatorContext } from "../../context";
import { unexpected } from "../errors";
import type { Json } from "../json";
import { withProjects } from "../project-groups";
import { keyOf, operandOf, operatorOf } from "../query/filter";
import type { Filter, Query } from "../wire/query";
import { hashedKey } from "./tags";

/** A query in the form that the database can answer. */
export function translatedQuery(query: Query, context: EmulatorContext, now: number): Query {
  return {
    ...query,
    filter: translatedFilter(query.filter, context, now),
    ...(query.only && { only: query.only.map((key) => tagPath(key) ?? key) }),
    ...(query.sort && {
      sort: query.sort.map(({ key = "", ...order }) => ({ ...order, key: tagValuePath(key) ?? key })),
    }),
  };
}

/**
 * The conditions that all have to hold; deleted cloud services are left out unless one of them names their state. Only
 * these conditions are translated, not those of `filter_or` (SPO 4).
 */
export function translatedFilter(sent: readonly Filter[] = [], context: EmulatorContext, now: number): Filter[] {
  const filter = withProjects(sent.map(translatedTag), context, now);
  const { deletedServices } = context.world.current;
  return deletedServices === "listed" || asksForDeleted(filter)
    ? filter
    : [...filter, { key: "state", value: "ACTIVE", operator: "eq" }];
}

function translatedTag(condition: Filter): Filter {
  const key = keyOf(condition);
  if (key === undefined) throw unexpected("'NoneType' object has no attribute 'startswith'");
  if (!key.startsWith("tags.")) return condition;
  const operator = operatorOf(condition);
  const sent = { key: tagValuePath(key) ?? key, value: operandOf(condition) };
  return operator === undefined ? sent : { ...sent, operator };
}

/** The path at which a tag is stored. Everything after the branch is the tag's key, dots included. */
function tagPath(key: string): string | undefined {
  const [, branch, tag] = /^tags\.([^.]*)\.(.*)$/s.exec(key) ?? [];
  return branch === undefined || tag === undefined ? undefined : `tags.${branch}.${hashedKey(tag)}`;
}

/** The path of a tag's value; undefined for what is no tag. */
export function tagValuePath(key: string): string | undefined {
  const path = tagPath(key);
  return path && `${path}.value`;
}

/** Whether the conditions name the state of deleted cloud services: otherwise those are left out. */
function asksForDeleted(filter: readonly Filter[]): boolean {
  return filter.some((condition) => {
    if (keyOf(condition) !== "state") return false;
    const [operator, operand] = [operatorOf(condition), operandOf(condition)];
    if (operator === "eq") return operand === "DELETED";
    const isList = operator === "in" || operator === "contain_in";
    return isList && Array.isArray(operand) && (operand as readonly Json[]).includes("DELETED");
  });
}
