import { isDeepStrictEqual } from "node:util";

import type { DefaultedInputRule, Zod } from "../../lifecycle/definition/input-rule";
import { unknown } from "../../lifecycle/values/unknown";
import type { JsonObject } from "./json-object";

export function jsonObjectSchema(z: Zod) {
  return z.record(z.string(), z.unknown(), "must be an object").refine(isJson, "must hold JSON values only");
}

/** An unknown value passes; it is checked when it is known. */
function isJson(value: unknown): boolean {
  if (value === unknown || value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value !== "object") return false;
  return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isJson);
}

/**
 * Content as SpaceONE stores it: texts and names are trimmed, except inside lists, and null is left out (SPO 1). It makes no
 * difference between 1 and 1.0.
 */
function asKept(value: unknown): unknown {
  if (typeof value === "string") return value.trim();
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
  return Object.fromEntries(entries.map(([name, item]) => [name.trim(), asKept(item)]));
}

/** Whether SpaceONE stores two contents in the same form. */
export function sameContent(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(asKept(a), asKept(b));
}

/** Whether an object has a list of mixed types: the service cannot sort it, and fails without giving a reason (SPO 2). */
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

/** The same of tags, whose numbers and flags may be shown instead of their texts. */
function sameTags(a: JsonObject, b: JsonObject): boolean {
  return sameContent(asTexts(a), asTexts(b));
}

function asTexts(tags: JsonObject): JsonObject {
  const entries = Object.entries(tags).map(([name, value]) => {
    const isPlain = typeof value === "number" || typeof value === "boolean";
    return [name, isPlain ? String(value) : value] as const;
  });
  return Object.fromEntries(entries);
}

/** An optional JSON object. It may hold secrets, so no refused value is printed. */
export const freeContent: DefaultedInputRule<JsonObject> = {
  change: "update",
  schema: jsonObjectSchema,
  same: sameContent,
  default: {},
  emptyIsAbsent: true,
  unprinted: true,
};

/** The same of tags. */
export const freeTags: DefaultedInputRule<JsonObject> = { ...freeContent, same: sameTags };
