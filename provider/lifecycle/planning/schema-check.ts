import { isDeepStrictEqual } from "node:util";

import type { z } from "zod";

import type { CheckFailure } from "./check-failure";
import { isSecret, type InputRule, type Zod } from "../definition/input-rule";
import { outputTextReason, placeOfOutputText } from "../values/output-text";
import { hasUnknown, unknown, valueAt } from "../values/unknown";

type Rules = Readonly<Record<string, InputRule<unknown>>>;
type Schemas = Readonly<Record<string, z.ZodType>>;
const schemaCache = new WeakMap<Rules, Schemas>();

/** The schemas of rules, made once. */
export function schemasOf(rules: Rules, zod: Zod): Schemas {
  let schemas = schemaCache.get(rules);
  if (schemas === undefined) {
    schemas = Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, rule.schema(zod)]));
    schemaCache.set(rules, schemas);
  }
  return schemas;
}

/**
 * Checks one value against its schema. `old` is the value that was accepted before, or that the service has shown: with the
 * option `ignoreChanges` Pulumi passes it, or parts of it, as the program's own.
 */
export function checkValue(
  schema: z.ZodType | undefined,
  name: string,
  rule: InputRule<unknown>,
  value: unknown,
  old: unknown,
): { value: unknown } | { failure: CheckFailure } {
  const failure = (reason: string): { failure: CheckFailure } => ({
    failure: { property: name, reason, secret: isUnprinted(rule) },
  });
  const place = placeOfOutputText(value);
  if (place !== undefined) return failure(place === "" ? outputTextReason : `${place}: ${outputTextReason}`);
  if (schema === undefined || isDeepStrictEqual(value, old)) return { value };
  const parsed = schema.safeParse(value);
  // The known parts of the value are validated now, the unknown ones when they are known.
  const issues = (parsed.error?.issues ?? []).filter(
    (issue) => !isAboutUnknown(issue, valueAt(value, issue.path)) && !isAboutOldPart(issue, value, old),
  );
  const nulls = rule.whole === "no null" && issues.length === 0 ? placesOfNull(value) : [];
  const reasons = [...issues.map(describeIssue), ...nulls.map((where) => `${where}: must have a value, not null`)];
  if (reasons.length === 0) return { value: parsed.success ? parsed.data : value };
  return failure([...new Set(reasons)].join("; "));
}

/** Whether no tool may show a refused value of an input. */
export function isUnprinted(rule: InputRule<unknown> | undefined): boolean {
  return isSecret(rule) || rule?.unprinted === true;
}

/** Paths of an object's members that are null, at any depth. Items of lists may be. */
function placesOfNull(value: unknown, where = ""): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => (item === null ? [] : placesOfNull(item, `${where}[${String(index)}]`)));
  }
  if (typeof value !== "object") return [];
  if (value === null) return [where];
  return Object.entries(value).flatMap(([name, item]) => placesOfNull(item, where === "" ? name : `${where}.${name}`));
}

/** A custom condition may read any part of the value, so it waits until all parts are known. */
function isAboutUnknown({ code }: z.core.$ZodIssue, value: unknown): boolean {
  return value === unknown || (code === "custom" && hasUnknown(value));
}

/** Whether a part below the value's top is the same as before. */
function isAboutOldPart({ path }: z.core.$ZodIssue, value: unknown, old: unknown): boolean {
  const part = valueAt(value, path);
  return path.length > 0 && part !== undefined && isDeepStrictEqual(part, valueAt(old, path));
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const where = issue.path.map((key) => (typeof key === "number" ? `[${String(key)}]` : `.${String(key)}`)).join("");
  return where === "" ? issue.message : `${where.replace(/^\./, "")}: ${issue.message}`;
}
