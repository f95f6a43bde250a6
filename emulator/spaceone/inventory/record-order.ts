import { unexpected } from "../errors";
import { isEqual } from "../equality";
import { isStruct, type Json, type Struct } from "../json";
import { pythonTypeName } from "../python-text";

/** Values are sorted before they are recorded, so that the order of names and items makes no difference. */
export function sortedForRecord(value: Struct | readonly Json[]): Json {
  return isStruct(value) ? sortedStruct(value) : sortedList(value);
}

/** An object in which something cannot be sorted stays as it is. */
function sortedStruct(value: Struct): Struct {
  try {
    const members = Object.entries(value).map(([name, item]): [string, Json] => [name, sortedMember(item)]);
    return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
  } catch {
    return value;
  }
}

function sortedMember(value: Json): Json {
  return typeof value === "object" && value !== null ? sortedForRecord(value) : value;
}

/**
 * A list whose items have no order, such as a number and a text, makes the service fail, and with it the whole call;
 * this was observed with the 2.x code. A list that begins with an object is left as it is.
 */
function sortedList(values: readonly Json[]): readonly Json[] {
  const [first] = values;
  if (!isStruct(first ?? null)) return [...values].sort(compare);
  const structs = values.map((value) => (isStruct(value) ? sortedStruct(value) : value));
  const names = Object.keys(isStruct(structs[0] ?? null) ? (structs[0] as Struct) : {}).slice(0, 3);
  try {
    return [...structs].sort((a, b) => compare(valuesOf(a, names), valuesOf(b, names)));
  } catch {
    return structs;
  }
}

function valuesOf(value: Json, names: readonly string[]): Json[] {
  return names.map((name) => {
    if (!isStruct(value) || !Object.hasOwn(value, name)) throw unexpected(name);
    return value[name] ?? null;
  });
}

/**
 * Compares in Python's order: numbers and booleans together, texts, and lists item by item. Other values have no order.
 */
function compare(a: Json, b: Json): number {
  if (typeof a === "string" && typeof b === "string") return a === b ? 0 : a < b ? -1 : 1;
  if (isNumeric(a) && isNumeric(b)) return Number(a) - Number(b);
  if (!Array.isArray(a) || !Array.isArray(b)) {
    throw unexpected(`'<' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`);
  }
  const index = a.findIndex((item: Json, place) => !isEqual(item, b[place] as Json));
  if (index < 0 || index >= b.length) return a.length - b.length;
  return compare(a[index] as Json, b[index] as Json);
}

function isNumeric(value: Json): boolean {
  return typeof value === "number" || typeof value === "boolean";
}

/** All numbers are doubles here. */
function typeName(value: Json): string {
  return typeof value === "number" ? "float" : pythonTypeName(value);
}
