import { createHash } from "node:crypto";
import { isStruct, type Json, type Struct } from "../json";

/** A digest that does not depend on the order of names: of the JSON with sorted names and without white space. */
export function digestOf(data: Struct): string {
  return createHash("sha256")
    .update(JSON.stringify(canonical(data)))
    .digest("hex");
}

function canonical(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(canonical);
  if (!isStruct(value)) return value;
  const members = Object.entries(value).map(([name, item]): [string, Json] => [name, canonical(item)]);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}
