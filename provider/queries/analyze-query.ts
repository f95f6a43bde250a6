import { wireFilters } from "./filters";
import { wireGroupPath, type Fields } from "./fields/fields";
import { shownPath } from "./group-paths";
import { groupOperators, groupPath, isKeyless, memberPath } from "./group-stage";
import { readPage, readSort } from "./list-query";
import { listOf, membersOf, objectOf, textOf, wordOf } from "./members";
import { QueryError, type Place } from "./query-error";
import type { AnalyzeArgs } from "./statistics-contract";
import type { WireAnalyzeQuery } from "./wire";

const selectOperators = ["add", "subtract", "multiply", "divide", "size", "sum"] as const;

/** What is made of each group, as it is sent. */
export function readAnalyzeFields(fields: Fields, given: unknown, place: Place): Readonly<Record<string, object>> {
  const entries = Object.entries(objectOf(given, "an object, such as { total: { operator: ... } }", place));
  if (entries.length === 0) throw new QueryError(place, "must have at least one member");
  return Object.fromEntries(entries.map(([name, field]) => [name, readField(fields, field, [...place, name])]));
}

/** The fields that groups are made by. The service calls each by the last part of its path, and mixes equal names up. */
export function readGroupBy(fields: Fields, given: unknown, place: Place): readonly string[] {
  const paths = listOf(given, "fields", place).map((key, index) =>
    shownPath(wireGroupPath(fields, key, [...place, index]), [...place, index]),
  );
  const names = paths.map(lastPart);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return paths;
  throw new QueryError(place, `two fields would both be called ${twice} in the result: leave one of them out`);
}

export function readFieldGroup(given: unknown, place: Place): readonly string[] {
  return listOf(given, "names", place).map((name, index) => textOf(name, "a name in the result", [...place, index]));
}

export function readSelect(given: unknown, place: Place): Readonly<Record<string, unknown>> {
  const entries = Object.entries(objectOf(given, "an object, such as { total: ... }", place));
  return Object.fromEntries(entries.map(([name, member]) => [name, readSelected(member, [...place, name])]));
}

export function readAnalyzeSort(given: unknown, place: Place) {
  return readSort(given, place, (key, at) => textOf(key, "a name in the result", at));
}

/** An analysis as it is sent. Names in the result may be given in this package's spelling. */
export function wireAnalyzeQuery(fields: Fields, args: AnalyzeArgs<string, string>): WireAnalyzeQuery {
  const groupBy = readGroupBy(fields, args.groupBy ?? [], ["groupBy"]);
  const wireNames = new Map((args.groupBy ?? []).map((given, index) => [given, lastPart(groupBy[index] ?? given)]));
  const inResult = (name: string): string => wireNames.get(name) ?? name;
  const select = Object.entries(readSelect(args.select ?? {}, ["select"]));
  const sort = readAnalyzeSort(args.sort ?? [], ["sort"]);
  const fieldGroup = readFieldGroup(args.fieldGroup ?? [], ["fieldGroup"]);
  return {
    ...wireFilters(fields, args),
    fields: readAnalyzeFields(fields, args.fields, ["fields"]),
    ...(groupBy.length === 0 ? {} : { group_by: groupBy }),
    ...(fieldGroup.length === 0 ? {} : { field_group: fieldGroup.map(inResult) }),
    ...(select.length === 0
      ? {}
      : { select: Object.fromEntries(select.map(([name, of]) => [name, typeof of === "string" ? inResult(of) : of])) }),
    ...(sort.length === 0 ? {} : { sort: sort.map((order) => ({ ...order, key: inResult(order.key) })) }),
    ...(args.page === undefined ? {} : { page: readPage(args.page, ["page"]) }),
  };
}

/** A result with the names of `groupBy` as the program has given them. */
export function namedAsGiven(
  { groupBy = [], select }: Pick<AnalyzeArgs<string, string>, "groupBy" | "select">,
  wire: WireAnalyzeQuery,
  row: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  // A selection has names of its own.
  if (select !== undefined) return row;
  const given = new Map(groupBy.map((name, index) => [wire.group_by?.[index], name]));
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [given.get(name) ?? name, value]));
}

function readField(fields: Fields, given: unknown, place: Place): object {
  const {
    operator,
    key,
    fields: members,
  } = membersOf(given, { operator: undefined, key: undefined, fields: undefined }, place);
  const word = wordOf(operator, groupOperators, [...place, "operator"]);
  const at = [...place, "key"];
  return {
    operator: word,
    ...(isKeyless(key, word, members) ? {} : { key: groupPath(wireGroupPath(fields, key, at), word, at) }),
    ...(members === undefined ? {} : { fields: readMembers(fields, members, [...place, "fields"]) }),
  };
}

function readMembers(fields: Fields, given: unknown, place: Place): Readonly<Record<string, string>> {
  const entries = Object.entries(objectOf(given, "an object, such as { id: ... }", place));
  return Object.fromEntries(
    entries.map(([name, key]) => [name, memberPath(wireGroupPath(fields, key, [...place, name]), [...place, name])]),
  );
}

function readSelected(given: unknown, place: Place): unknown {
  if (typeof given === "string" && given !== "") return given;
  const { operator, key, fields } = membersOf(given, { operator: undefined, key: undefined, fields: undefined }, place);
  if ((key === undefined) === (fields === undefined)) throw new QueryError(place, "must have either key or fields");
  return {
    operator: wordOf(operator, selectOperators, [...place, "operator"]),
    ...(key === undefined ? {} : { key: textOf(key, "a name in the result", [...place, "key"]) }),
    ...(fields === undefined ? {} : { fields: readOperands(fields, [...place, "fields"]) }),
  };
}

function readOperands(given: unknown, place: Place): readonly unknown[] {
  return listOf(given, "names in the result, numbers and calculations", place).map((item, index) =>
    Number.isFinite(item) ? item : readSelected(item, [...place, index]),
  );
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}
