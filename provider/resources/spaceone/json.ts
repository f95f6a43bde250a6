import { isDeepStrictEqual } from "node:util";

import type { DefaultedInputRule, Zod } from "../../lifecycle/definition/input-rule";
import { unknown } from "../../lifecycle/values/unknown";
import type { JsonObject } from "./json-object";

export function jsonObjectSchema(z: Zod) {
  return z.record(z.string(), z.unknown(), "must be an object").refine(isJson, "must hold JSON values only");
}

/** What is not known yet is judged when it is. */
function isJson(value: unknown): boolean {
  if (value === unknown || value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value !== "object") return false;
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isJson);
}

/**
 * Content as SpaceONE keeps it: texts and names trimmed, but not inside lists, and nothing where null was (SPO 1). Whole
 * and broken numbers are the same there.
 */
function asKept(value: unknown): unknown {
  if (typeof value === "string") return value.trim();
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
  return Object.fromEntries(entries.map(([name, item]) => [name.trim(), asKept(item)]));
}

/** Whether two contents are kept in the same way. */
export function sameContent(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(asKept(a), asKept(b));
}

/** Whether a list of an object has items that the service cannot put in order: it fails then, without a reason (SPO 2). */
export function hasMixedList(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (!Array.isArray(value)) return Object.values(value).some(hasMixedList);
  if (value.length < 2 || typeof value[0] === "object") return value[0] === null && value.length > 1;
  const kinds = new Set(
    value.map((item) =>
      typeof item === "string" ? "text" : item === null ? "null" : typeof item === "object" ? "object" : "number",
    ),
  );
  return kinds.size > 1;
}

/** Content that a program may leave out. Parts of it may be secret: none of it is printed where it is refused. */
export const freeContent: DefaultedInputRule<JsonObject> = {
  change: "update",
  schema: jsonObjectSchema,
  same: sameContent,
  default: {},
  emptyIsAbsent: true,
  unprinted: true,
};
