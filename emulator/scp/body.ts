import type { z } from "zod";
import { validationError } from "./errors";

/**
 * Parses a request's JSON body, or refuses it as the service does: with one detail for each thing that is wrong (SCP
 * 3).
 */
export function decodeBody<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> {
  if (text === "") throw validationError("Field required");
  const value = parse(text);
  const result = schema.safeParse(value);
  if (!result.success) throw validationError(...told(result.error.issues).map((issue) => describe(issue, value)));
  return result.data;
}

/**
 * For a value of the wrong type, only the type is reported: zod also measures it, for example a list as if it were a
 * text.
 */
function told(issues: readonly Issue[]): Issue[] {
  const place = ({ path }: Issue) => JSON.stringify(path);
  const mistyped = new Set(issues.filter(({ code }) => code === "invalid_type").map(place));
  return issues.filter((issue) => issue.code === "invalid_type" || !mistyped.has(place(issue)));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw validationError("JSON decode error");
  }
}

type Issue = z.core.$ZodIssue;

function describe(issue: Issue, body: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      return isMissing(issue.path, body)
        ? "Field required"
        : `Input should be a valid ${typeNames[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return isMissing(issue.path, body)
        ? "Field required"
        : `Input should be ${issue.values.map((value) => `'${String(value)}'`).join(" or ")}`;
    case "invalid_format":
      return `String should match pattern '${(issue.pattern ?? "").replace(/^\/|\/$/g, "")}'`;
    case "too_small":
      return issue.origin === "string"
        ? `String should have at least ${String(issue.minimum)} characters`
        : `Input should be greater than or equal to ${String(issue.minimum)}`;
    case "too_big":
      return tooBig(issue.origin, String(issue.maximum));
    default:
      return issue.message;
  }
}

const typeNames: Readonly<Record<string, string>> = {
  int: "integer",
  number: "integer",
  array: "list",
  object: "dictionary",
};

function tooBig(origin: string, maximum: string): string {
  if (origin === "string") return `String should have at most ${maximum} characters`;
  if (origin === "array") return `List should have at most ${maximum} items`;
  return `Input should be less than or equal to ${maximum}`;
}

/** Whether the field of an issue is missing in the body. */
function isMissing(path: readonly PropertyKey[], body: unknown): boolean {
  let value = body;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return false;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[key];
  }
  return value === undefined;
}
