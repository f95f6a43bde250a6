import { nearest } from "../words/nearest";
import { wireFilters } from "./filters";
import { fieldPath, wireGroupPath, type Fields, type Path } from "./fields/fields";
import { shownPath, structuredPath, type PathAt } from "./group-paths";
import { readGroup } from "./group-stage";
import { readPage, readSort } from "./list-query";
import { countOf, flagOf, listOf, membersOf, nameOf, objectOf, textOf, wordOf } from "./members";
import { QueryError, type Place } from "./query-error";
import type { StatisticsArgs } from "./statistics-contract";
import type { WireStatisticsQuery } from "./wire";

type ReadStage = (given: unknown, place: Place, path: PathAt) => unknown;

const projectOperators = ["size", "sum", "array_to_object", "object_to_array"] as const;

const stages: Readonly<Record<string, ReadStage>> = {
  unwind: (given, place, path) => ({
    path: path(membersOf(given, { path: undefined }, place).path, [...place, "path"]).path,
  }),
  group: readGroup,
  count: (given, place) => ({ name: nameOf(membersOf(given, { name: undefined }, place).name, [...place, "name"]) }),
  sort: (given, place, path) => readSort(given, place, (key, at) => path(key, at).path),
  project: readProject,
  limit: (given, place) => countOf(given, 1, place),
  skip: (given, place) => countOf(given, 1, place),
};

/** Stages after which there are other names than those of fields; without one of them there are the objects themselves. */
const renaming = ["group", "count", "project"];

/** Stages as they are sent. */
export function readAggregate(
  fields: Fields,
  given: unknown,
  place: Place,
): readonly Readonly<Record<string, unknown>>[] {
  const list = listOf(given, "stages", place);
  if (list.length === 0) throw new QueryError(place, "must have at least one stage");
  let path: PathAt = (key, at) => wireGroupPath(fields, key, at);
  const read = list.map((item, index) => {
    const entries = Object.entries(objectOf(item, "a stage, such as { group: ... }", [...place, index]));
    const [name = "", content] = entries[0] ?? [];
    const readStage = Object.hasOwn(stages, name) ? stages[name] : undefined;
    if (readStage === undefined || entries.length !== 1) throw wrongStage(entries, [...place, index]);
    const stage = { [name]: readStage(content, [...place, index, name], path) };
    if (renaming.includes(name)) path = namePath;
    return stage;
  });
  // The service cannot answer the times that each object has.
  if (path === namePath) return read;
  throw new QueryError(
    place,
    `must have one of the stages ${renaming.join(", ")}: a list gives the objects themselves`,
  );
}

function namePath(key: unknown, place: Place): Path {
  return { path: textOf(key, "a name that a stage before has given", place), kind: "any" };
}

export function wireStatisticsQuery(fields: Fields, args: StatisticsArgs<string, string>): WireStatisticsQuery {
  return {
    ...wireFilters(fields, args),
    ...(args.distinct === undefined ? {} : { distinct: readDistinct(fields, args.distinct, ["distinct"]) }),
    ...(args.aggregate === undefined ? {} : { aggregate: readAggregate(fields, args.aggregate, ["aggregate"]) }),
    ...(args.page === undefined ? {} : { page: readPage(args.page, ["page"]) }),
  };
}

/** The field of which the different values are wanted, as it is sent. */
export function readDistinct(fields: Fields, given: unknown, place: Place): string {
  return shownPath(fieldPath(fields, given, place), place);
}

function readProject(given: unknown, place: Place, path: PathAt): object {
  const { fields, excludeKeys } = membersOf(given, { fields: undefined, excludeKeys: undefined }, place);
  const read = listOf(fields, "fields, such as { key, name }", [...place, "fields"]).map((item, index) => {
    const at = [...place, "fields", index];
    const { key, name, operator } = membersOf(item, { key: "k", name: "n", operator: "o" }, at);
    const word = operator === undefined ? undefined : wordOf(operator, projectOperators, [...at, "operator"]);
    return {
      key: projectedPath(path(key, [...at, "key"]), word, [...at, "key"]),
      name: nameOf(name, [...at, "name"]),
      ...(word === undefined ? {} : { operator: word }),
    };
  });
  return { fields: read, ...(flagOf(excludeKeys, [...place, "excludeKeys"]) ? { exclude_keys: true } : {}) };
}

function projectedPath(path: Path, operator: (typeof projectOperators)[number] | undefined, place: Place): string {
  if (operator === undefined) return shownPath(path, place);
  return operator === "sum" ? path.path : structuredPath(path, operator, place);
}

function wrongStage(entries: readonly (readonly [string, unknown])[], place: Place): QueryError {
  const known = Object.keys(stages);
  const [name] = entries.find(([one]) => !known.includes(one)) ?? [];
  if (name === undefined) return new QueryError(place, `must be one of ${known.join(", ")}`);
  const meant = nearest(name, known);
  const hint = meant === undefined ? `it is one of ${known.join(", ")}` : `did you mean ${meant}?`;
  return new QueryError(place, `there is no stage ${name}: ${hint}`);
}
