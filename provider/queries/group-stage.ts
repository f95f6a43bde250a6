import { listOf, membersOf, nameOf, wordOf, type PathOf } from "./members";
import { operandFault } from "./operand";
import { QueryError, type Place } from "./query-error";

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
] as const;

/** The operators that the objects of a group can be chosen by (SPO 4). */
const conditionOperators = ["eq", "not", "gt", "gte", "lt", "lte"] as const;

/** A stage that makes groups. */
export function readGroup(given: unknown, place: Place, path: PathOf): object {
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

function readKey(given: unknown, place: Place, path: PathOf): object {
  const { key, name, dateFormat } = membersOf(given, { key: "k", name: "n", dateFormat: undefined }, place);
  return {
    key: path(key, [...place, "key"]),
    name: nameOf(name, [...place, "name"]),
    ...(dateFormat === undefined ? {} : { date_format: nameOf(dateFormat, [...place, "dateFormat"]) }),
  };
}

function readField(given: unknown, place: Place, path: PathOf): object {
  const known = { key: "k", name: "n", operator: "o", fields: undefined, conditions: undefined } as const;
  const { key, name, operator, fields, conditions } = membersOf(given, known, place);
  const word = wordOf(operator, groupOperators, [...place, "operator"]);
  const isKeyless = word === "count" || (word === "push" && fields !== undefined);
  return {
    ...(key === undefined && isKeyless ? {} : { key: path(key, [...place, "key"]) }),
    name: nameOf(name, [...place, "name"]),
    operator: word,
    ...(fields === undefined ? {} : { fields: readMembers(fields, [...place, "fields"], path) }),
    ...(conditions === undefined ? {} : { conditions: readConditions(conditions, [...place, "conditions"], path) }),
  };
}

function readMembers(given: unknown, place: Place, path: PathOf): readonly object[] {
  return listOf(given, "members, such as { key, name }", place).map((item, index) => {
    const { key, name } = membersOf(item, { key: "k", name: "n" }, [...place, index]);
    return { key: path(key, [...place, index, "key"]), name: nameOf(name, [...place, index, "name"]) };
  });
}

function readConditions(given: unknown, place: Place, path: PathOf): readonly object[] {
  return listOf(given, "conditions", place).map((item, index) => {
    const at = [...place, index];
    const { key, value, operator } = membersOf(item, { key: "k", value: "v", operator: "o" }, at);
    const word = wordOf(operator, conditionOperators, [...at, "operator"]);
    const fault = value === null || value === undefined ? "must not be null" : operandFault(word, value);
    if (fault !== undefined) throw new QueryError([...at, "value"], fault);
    return { key: path(key, [...at, "key"]), value, operator: word };
  });
}
