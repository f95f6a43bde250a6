import { isStruct, type Json, type Struct } from "./json";

/** As the services save values: texts and names without space around them, but not inside lists (SPO 1). */
export function trimmed(value: Json): Json {
  if (typeof value === "string") return value.trim();
  return isStruct(value) ? trimmedStruct(value) : value;
}

export function trimmedStruct(value: Struct): Struct {
  return trimmedMembers(value, trimmed);
}

/** The same of an object whose values have a type. */
export function trimmedMembers<Value>(
  members: Readonly<Record<string, Value>>,
  trim: (value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name.trim(), trim(value)]));
}

export function trimmedText(text: string): string {
  return text.trim();
}
