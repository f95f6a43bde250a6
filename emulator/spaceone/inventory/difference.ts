import { isEqual } from "../equality";
import { isStruct, type Json } from "../json";
import { floatText, pythonJson, pythonText } from "../python-text";
import { sortedForRecord } from "./record-order";

/** One line of a change record. */
export type Difference = Readonly<{
  key: string;
  before: string | null;
  after: string | null;
  type: "ADDED" | "CHANGED";
}>;

/** The depth down to which objects are compared name by name; below it they are compared as a whole (SPO 2). */
const maxDepth = 3;

const comparedFields = [
  "name",
  "ip_addresses",
  "account",
  "instance_type",
  "instance_size",
  "reference",
  "region_code",
  "project_id",
  "data",
  "tags",
] as const;

export type ComparedFields = Partial<Readonly<Record<(typeof comparedFields)[number], Json | undefined>>>;

/** The differences between new values and the ones before. A value that the new ones do not mention does not count. */
export function differences(after: ComparedFields, before: ComparedFields): Difference[] {
  return comparedFields.flatMap((name) => {
    const value = after[name];
    return value === undefined ? [] : compare(name, value, before[name] ?? null, 1);
  });
}

function compare(key: string, after: Json, before: Json, depth: number): Difference[] {
  if (!isStruct(after) || depth === maxDepth) return line(key, after, before);
  return Object.entries(after).flatMap(([name, value]) => {
    const former = isStruct(before) && Object.hasOwn(before, name) ? before[name] : null;
    return compare(`${key}.${name}`, value, former ?? null, depth + 1);
  });
}

function line(key: string, after: Json, before: Json): Difference[] {
  if (isEqual(after, before)) return [];
  const [newText, formerText] = [recorded(after), recorded(before)];
  if (newText === formerText) return [];
  return [{ key, before: formerText, after: newText, type: before === null ? "ADDED" : "CHANGED" }];
}

function recorded(value: Json): string | null {
  if (value === null) return null;
  return typeof value === "object" ? pythonJson(sortedForRecord(value)) : pythonText(value, floatText);
}
