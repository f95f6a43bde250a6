import { nearest } from "../words/nearest";
import { wireFilters } from "./filters";
import { wirePath, type Fields } from "./fields/fields";
import { readGroup } from "./group-stage";
import { readPage, readSort } from "./list-query";
import { countOf, flagOf, listOf, membersOf, nameOf, objectOf, textOf, wordOf, type PathOf } from "./members";
import { QueryError, type Place } from "./query-error";
import type { StatisticsArgs } from "./statistics-contract";
import type { WireStatisticsQuery } from "./wire";

type ReadStage = (given: unknown, place: Place, path: PathOf) => unknown;

const projectOperators = ["size", "sum", "array_to_object", "object_to_array"];

const stages: Readonly<Record<string, ReadStage>> = {
  unwind: (given, place, path) => ({
    path: path(membersOf(given, { path: undefined }, place).path, [...place, "path"]),
  }),
  group: readGroup,
  count: (given, place) => ({ name: nameOf(membersOf(given, { name: undefined }, place).name, [...place, "name"]) }),
  sort: readSort,
  project: readProject,
  limit: (given, place) => countOf(given, 1, place),
  skip: (given, place) => countOf(given, 1, place),
};

/** Stages after which an object has other names than the service's. */
const renaming = ["group", "count", "project"];

/** Stages as they are sent. */
export function readAggregate(
  fields: Fields,
  given: unknown,
  place: Place,
): readonly Readonly<Record<string, unknown>>[] {
  const list = listOf(given, "stages", place);
  if (list.length === 0) throw new QueryError(place, "must have at least one stage");
  let path: PathOf = (key, at) => wirePath(fields, key, at);
  return list.map((item, index) => {
    const entries = Object.entries(objectOf(item, "a stage, such as { group: ... }", [...place, index]));
    const [name = "", content] = entries[0] ?? [];
    const read = Object.hasOwn(stages, name) ? stages[name] : undefined;
    if (read === undefined || entries.length !== 1) throw wrongStage(entries, [...place, index]);
    const stage = { [name]: read(content, [...place, index, name], path) };
    if (renaming.includes(name)) path = (key, at) => textOf(key, "a name that a stage before has given", at);
    return stage;
  });
}

export function wireStatisticsQuery(fields: Fields, args: StatisticsArgs<string, string>): WireStatisticsQuery {
  return {
    ...wireFilters(fields, args),
    ...(args.distinct === undefined ? {} : { distinct: wirePath(fields, args.distinct, ["distinct"]) }),
    ...(args.aggregate === undefined ? {} : { aggregate: readAggregate(fields, args.aggregate, ["aggregate"]) }),
    ...(args.page === undefined ? {} : { page: readPage(args.page, ["page"]) }),
  };
}

function readProject(given: unknown, place: Place, path: PathOf): object {
  const { fields, excludeKeys } = membersOf(given, { fields: undefined, excludeKeys: undefined }, place);
  const read = listOf(fields, "fields, such as { key, name }", [...place, "fields"]).map((item, index) => {
    const at = [...place, "fields", index];
    const { key, name, operator } = membersOf(item, { key: "k", name: "n", operator: "o" }, at);
    return {
      key: path(key, [...at, "key"]),
      name: nameOf(name, [...at, "name"]),
      ...(operator === undefined ? {} : { operator: wordOf(operator, projectOperators, [...at, "operator"]) }),
    };
  });
  return { fields: read, ...(flagOf(excludeKeys, [...place, "excludeKeys"]) ? { exclude_keys: true } : {}) };
}

function wrongStage(entries: readonly (readonly [string, unknown])[], place: Place): QueryError {
  const known = Object.keys(stages);
  const [name] = entries.find(([one]) => !known.includes(one)) ?? [];
  if (name === undefined) return new QueryError(place, `must be one of ${known.join(", ")}`);
  const meant = nearest(name, known);
  const hint = meant === undefined ? `it is one of ${known.join(", ")}` : `did you mean ${meant}?`;
  return new QueryError(place, `there is no stage ${name}: ${hint}`);
}
