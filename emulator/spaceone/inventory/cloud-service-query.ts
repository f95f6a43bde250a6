import type { EmulatorContext } from "../../context";
import { unexpected } from "../errors";
import type { Json } from "../json";
import { seedCollections } from "../objects";
import { compileFilters, keyOf, operandOf, operatorOf } from "../query/filter";
import type { Model } from "../query/model";
import type { Filter, Query } from "../wire/query";
import { hashedKey } from "./tags";

/**
 * A query in the form that the database can answer. Only the conditions of `filter`, which all have to hold, are
 * translated (SPO 4).
 */
export function translatedQuery(query: Query, context: EmulatorContext, now: number): Query {
  const filter = (query.filter ?? []).map((condition) => translated(condition, context, now));
  return {
    ...query,
    filter: asksForDeleted(filter) ? filter : [...filter, { key: "state", value: "ACTIVE", operator: "eq" }],
    ...(query.only && { only: query.only.map((key) => tagPath(key) ?? key) }),
    ...(query.sort && {
      sort: query.sort.map(({ key = "", ...order }) => ({ ...order, key: tagValuePath(key) ?? key })),
    }),
  };
}

function translated(condition: Filter, context: EmulatorContext, now: number): Filter {
  const key = keyOf(condition);
  if (key === undefined) throw unexpected("'NoneType' object has no attribute 'startswith'");
  if (key === "project_group_id") {
    return { k: "project_id", v: projectsOfGroups(condition, context, now), o: "in" };
  }
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

function tagValuePath(key: string): string | undefined {
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

const projectModel: Model = { fields: { project_group_id: "text" }, aliases: {}, minimal: [] };

/** The projects of project groups. A group exists if a seeded project names it. */
function projectsOfGroups(condition: Filter, { store }: EmulatorContext, now: number): string[] {
  const fits = compileFilters(projectModel, [condition], [], now);
  return Array.from(store.of(seedCollections.projects).all())
    .filter(({ project_group_id: group }) => typeof group === "string" && fits({ project_group_id: group }))
    .map(({ project_id: id }) => String(id));
}
