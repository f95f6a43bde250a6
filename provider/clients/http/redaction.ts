import { withoutControls } from "../../words/controls";
import { Nearby } from "./nearby";
import { Pieces } from "./pieces";
import { formsOf, shortest } from "./secret-forms";

const mask = "[secret]";

/** The sign for a place where a text was cut. It tells where the beginning of a secret may stand. */
const cutMark = "…";

/** Shortens a text that is not redacted yet. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}${cutMark}`;
}

/** A part of a secret that has this length counts as the secret. */
const partLength = 16;

/** The longest secret whose forms are all made: there are about two hundred of each. */
const longestWithForms = 4096;
/**
 * How many characters in front of a cut are compared with the beginnings of secrets. A longer part is found in another
 * way.
 */
const beginningLength = 64;

/**
 * Removes the given secrets, and longer parts of them, from a text: as they are, in base64, URL-encoded and
 * JSON-escaped, also where the text was cut. For a short text this takes little time, however many and however long the
 * secrets are. What a service said may stand in the text, so nothing in it moves the cursor either.
 */
export function redact(text: string, secrets: Iterable<string>): string {
  return withoutControls(masked(text, secrets));
}

function masked(text: string, secrets: Iterable<string>): string {
  const all = [...new Set(secrets)];
  if (all.length === 0) return text;
  const nearby = new Nearby(text);
  const large = all.filter((secret) => secret.length > longestWithForms && nearby.hasPartOf(secret));
  const known = formsOf(all.filter((secret) => secret.length <= longestWithForms && nearby.has(secret)));
  let result = text;
  for (const form of [...large.flatMap(plainForms), ...known]) result = result.replaceAll(form, mask);
  return withoutParts(withoutBeginnings(result, all), known, large);
}

/** Masks the beginnings of secrets in front of a cut. */
function withoutBeginnings(text: string, secrets: readonly string[]): string {
  const parts = text.split(cutMark);
  const last = parts.pop() ?? "";
  if (parts.length === 0) return text;
  const nearby = new Nearby(parts.map((part) => part.slice(-beginningLength)).join(cutMark));
  const begun = secrets.filter((secret) => nearby.hasBeginningOf(secret));
  const known = [...formsOf(begun.map((secret) => secret.slice(0, beginningLength)))].sort();
  return [...parts.map((part) => withoutBeginning(part, known)), last].join(cutMark);
}

function plainForms(secret: string): readonly string[] {
  return [secret, secret.trim(), secret.replaceAll(/\s+/g, " ").trim()];
}

/** Masks the longest beginning of a secret at the end of a text. The forms are sorted. */
function withoutBeginning(text: string, sorted: readonly string[]): string {
  for (let length = Math.min(text.length, beginningLength); length >= shortest; length--) {
    const end = text.slice(-length);
    if (firstFrom(sorted, end)?.startsWith(end) === true) return `${text.slice(0, -length)}${mask}`;
  }
  return text;
}

/**
 * The first of the sorted texts that does not come before a text. If any of them begins with that text, this one does.
 */
function firstFrom(sorted: readonly string[], text: string): string | undefined {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? "") < text) from = middle + 1;
    else to = middle;
  }
  return sorted[from];
}

/**
 * Masks parts of secrets. Long texts in messages are cut, and their line ends are changed, so that only a part of a
 * secret may be left.
 */
function withoutParts(text: string, all: readonly string[], large: readonly string[]): string {
  const pieces = new Pieces(partLength, [text]);
  const shared = new Set(all.flatMap((form) => [...pieces.commonWith(form)]));
  const hidden = new Set<number>();
  for (let at = 0; at + partLength <= text.length && shared.size > 0; at++) {
    if (!shared.has(text.slice(at, at + partLength))) continue;
    for (let i = at; i < at + partLength; i++) hidden.add(i);
  }
  if (large.length > 0) {
    const nearby = new Nearby(text);
    for (const [from, to] of large.flatMap((secret) => nearby.partsOf(secret, partLength))) {
      for (let at = from; at < to; at++) hidden.add(at);
    }
  }
  if (hidden.size === 0) return text;
  return Array.from({ length: text.length }, (_, at) => {
    if (!hidden.has(at)) return text[at];
    return hidden.has(at - 1) ? "" : mask;
  }).join("");
}

/** Collects every string in a value, nested ones included. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value, ...stringsInJson(value)];
  if (typeof value === "number" || typeof value === "bigint") return [String(value)];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(stringsIn);
  return [];
}

/** The members of a secret that is a JSON text: each of them is a secret, too. */
function stringsInJson(text: string): string[] {
  if (!/^\s*[[{]/.test(text)) return [];
  try {
    return stringsIn(JSON.parse(text));
  } catch {
    return [];
  }
}
