import { isDeepStrictEqual } from "node:util";

import type { Zod } from "../../../lifecycle/definition/input-rule";

/** The value of a secret: an object of texts, or such an object as JSON text. */
type SecretValue = Record<string, string> | string;

const maxPairs = 10;
const maxBytes = 64 * 1024;

export function valueSchema(z: Zod) {
  return z.custom<SecretValue>().superRefine((value, context) => {
    for (const [path, message] of problemsOf(value)) context.addIssue({ code: "custom", path, message });
  });
}

function problemsOf(value: SecretValue): readonly (readonly [path: string[], message: string])[] {
  const entries = Object.entries(membersOf(value) ?? {});
  if (entries.length === 0 || entries.length > maxPairs) {
    return [[[], "must be an object of 1 to 10 pairs of texts, or such an object as JSON text"]];
  }
  const wrong = entries.filter(([, text]) => typeof text !== "string");
  if (wrong.length > 0) {
    return wrong.map(([name, text]) => [[name], `must be a text${text === null ? ", not null" : ""}`]);
  }
  return Buffer.byteLength(textOf(value)) <= maxBytes ? [] : [[[], "must be at most 64 KiB as JSON text"]];
}

/** The value in the form of the API. */
export function textOf(value: SecretValue): string {
  return typeof value === "string" ? withoutMark(value) : JSON.stringify(value);
}

/** Editors of Windows begin a file with a byte order mark, which no JSON may have. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, "");
}

/** Whether two values hold the same pairs, in whatever order and form. */
export function sameValue(a: SecretValue, b: SecretValue): boolean {
  return isDeepStrictEqual(pairsOf(a), pairsOf(b));
}

/** The texts in a JSON text. In the JSON text itself they may stand in escaped form. */
export function textsIn(value: SecretValue): readonly string[] {
  return typeof value === "string" ? Object.values(pairsOf(value)) : [];
}

/** The pairs of a value. For an invalid value, such as the text for a value changed elsewhere, the text itself. */
function pairsOf(value: SecretValue): Readonly<Record<string, string>> {
  return problemsOf(value).length === 0 ? (membersOf(value) as Record<string, string>) : { "": textOf(value) };
}

/** The pairs of a value that the service has, which may be any text; undefined where it is no object of texts. */
export function pairsRead(text: string): Record<string, string> | undefined {
  const members = membersOf(text);
  if (members === undefined || Object.values(members).some((member) => typeof member !== "string")) return undefined;
  return members as Record<string, string>;
}

/** The members of an object, or of the object that a text is as JSON. */
function membersOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const object = parsed(value);
  if (typeof object !== "object" || object === null || Array.isArray(object)) return undefined;
  return object as Record<string, unknown>;
}

function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(withoutMark(value));
  } catch {
    return undefined;
  }
}
