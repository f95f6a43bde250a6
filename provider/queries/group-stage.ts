import { datedPath, shownPath, structuredPath, type PathAt } from "./group-paths";
import type { Path } from "./fields/fields";
import { listOf, membersOf, nameOf, wordOf } from "./members";
import { operandFault } from "./operand";
import { QueryError, type Place } from "./query-error";
import type { GroupOperator } from "./statistics-contract";

export const groupOperators = [
  "count",
  "sum",
  "average",
  "max",
  "min",
  "first",
  "last",
  "push",
  "add_to_set",
  "merge_objects",
] as const satisfies readonly GroupOperator[];

/** The operators that the objects of a group can be chosen by; the service has `not` as well, and fails for it (SPO 4). */
const conditionOperators = ["eq", "gt", "gte", "lt", "lte"] as const;

/** What conditions go with. */
const conditionable: readonly GroupOperator[] = ["count", "sum", "average"];

/** A stage that makes groups. */
export function readGroup(given: unknown, place: Place, path: PathAt): object {
  const { keys = [], fields = [] } = membersOf(given, { keys: undefined, fields: undefined }, place);
  const read = {
    keys: listOf(keys, "keys, such as { key, name }", [...place, "keys"]).map((item, index) =>
      readKey(item, [...place, "keys", index], path),
    ),
    fields: listOf(fields, "fields, such as { operator, key, name }", [...place, "fields"]).map((item, index) =>
      readField(item, [...place, "fields", index], path),
    ),
  };
  const filled = Object.entries(read).filter(([, list]) => list.length > 0);
  if (filled.length === 0) throw new QueryError(place, "must have keys or fields");
  return Object.fromEntries(filled);
}

function readKey(given: unknown, place: Place, path: PathAt): object {
  const { key, name, dateFormat } = membersOf(given, { key: "k", name: "n", dateFormat: undefined }, place);
  const at = [...place, "key"];
  const found = path(key, at);
  const named = { name: nameOf(name, [...place, "name"]) };
  if (dateFormat === undefined) return { key: shownPath(found, at), ...named };
  return { key: datedPath(found, at), ...named, date_format: nameOf(dateFormat, [...place, "dateFormat"]) };
}

function readField(given: unknown, place: Place, path: PathAt): object {
  const known = { key: "k", name: "n", operator: "o", fields: undefined, conditions: undefined } as const;
  const { key, name, operator, fields, conditions } = membersOf(given, known, place);
  const word = wordOf(operator, groupOperators, [...place, "operator"]);
  return {
    ...(isKeyless(key, word, fields) ? {} : { key: groupPath(path(key, [...place, "key"]), word, [...place, "key"]) }),
    name: nameOf(name, [...place, "name"]),
    operator: word,
    ...(fields === undefined ? {} : { fields: readMembers(fields, [...place, "fields"], path) }),
    ...(conditions === undefined
      ? {}
      : { conditions: readConditions(conditions, word, [...place, "conditions"], path) }),
  };
}

export function isKeyless(key: unknown, operator: GroupOperator, fields: unknown): boolean {
  return key === undefined && (operator === "count" || (operator === "push" && fields !== undefined));
}

/** The field of which something is made in each group. */
export function groupPath(path: Path, operator: GroupOperator, place: Place): string {
  if (operator === "merge_objects") structuredPath(path, operator, place);
  // Numbers are made of these, whatever is there.
  return conditionable.includes(operator) ? path.path : shownPath(path, place);
}

function readMembers(given: unknown, place: Place, path: PathAt): readonly object[] {
  return listOf(given, "members, such as { key, name }", place).map((item, index) => {
    const { key, name } = membersOf(item, { key: "k", name: "n" }, [...place, index]);
    return {
      key: memberPath(path(key, [...place, index, "key"]), [...place, index, "key"]),
      name: nameOf(name, [...place, index, "name"]),
    };
  });
}

/** A member of a pushed object. The times of an object itself are written as texts there, those inside it are not. */
export function memberPath(path: Path, place: Place): string {
  return path.kind === "time" && !path.path.includes(".") ? path.path : shownPath(path, place);
}

function readConditions(given: unknown, operator: GroupOperator, place: Place, path: PathAt): readonly object[] {
  if (!conditionable.includes(operator)) throw new QueryError(place, `go with ${conditionable.join(", ")} only`);
  return listOf(given, "conditions", place).map((item, index) => {
    const at = [...place, index];
    const { key, value, operator: compared } = membersOf(item, { key: "k", value: "v", operator: "o" }, at);
    const word = wordOf(compared, conditionOperators, [...at, "operator"]);
    const fault = value === null || value === undefined ? "must not be null" : operandFault(word, value);
    if (fault !== undefined) throw new QueryError([...at, "value"], fault);
    return { key: path(key, [...at, "key"]).path, value, operator: word };
  });
}
