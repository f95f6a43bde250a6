import { isStruct, type Json, type Struct } from "./json";

/** A value as the services store it: texts and names are trimmed, but not inside lists (SPO 1). */
export function trimmed(value: Json): Json {
  if (typeof value === "string") return value.trim();
  return isStruct(value) ? trimmedStruct(value) : value;
}

export function trimmedStruct(value: Struct): Struct {
  return trimmedMembers(value, trimmed);
}

/** The same for an object whose values have one type. */
export function trimmedMembers<Value>(
  members: Readonly<Record<string, Value>>,
  trim: (value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name.trim(), trim(value)]));
}

export function trimmedText(text: string): string {
  return text.trim();
}
