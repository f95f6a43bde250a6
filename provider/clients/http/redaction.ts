const mask = "[secret]";
/** Shorter values are not masked: replacing them would garble messages and hide nothing. */
const shortest = 4;
/** The same of a part of base64. */
const shortestBase64 = 6;

/** Stands where a text was cut, so that the beginning of a secret in front of it is recognised. */
const cutMark = "…";

/** Shortens a text that was not redacted yet. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}${cutMark}`;
}

/** Length from which on a part of a secret counts as the secret. */
const partLength = 16;

/**
 * Removes the given secrets and longer parts of them from a text: as they are, base64, URL-encoded and JSON-escaped, also
 * where it was cut.
 */
export function redact(text: string, secrets: Iterable<string>): string {
  const known = forms(secrets);
  let result = text;
  for (const form of known) result = result.replaceAll(form, mask);
  const uncut = result
    .split(cutMark)
    .map((part, index, parts) => (index === parts.length - 1 ? part : withoutBeginning(part, known)))
    .join(cutMark);
  return withoutParts(uncut, known);
}

/** Masks the longest beginning of a secret at the end of a text. */
function withoutBeginning(text: string, known: readonly string[]): string {
  const longest = Math.max(0, ...known.map((form) => sharedLength(text, form)));
  return longest === 0 ? text : `${text.slice(0, -longest)}${mask}`;
}

function sharedLength(text: string, form: string): number {
  for (let length = Math.min(text.length, form.length); length >= shortest; length--) {
    if (text.endsWith(form.slice(0, length))) return length;
  }
  return 0;
}

/** Long texts in messages are cut, and their line ends changed: what is left of a secret then is a part of it. */
function withoutParts(text: string, all: readonly string[]): string {
  const places = new Map<string, number[]>();
  for (let at = 0; at + partLength <= text.length; at++) {
    const part = text.slice(at, at + partLength);
    const known = places.get(part);
    if (known === undefined) places.set(part, [at]);
    else known.push(at);
  }
  const hidden = new Set<number>();
  for (const form of all) {
    for (let at = 0; at + partLength <= form.length && places.size > 0; at++) {
      const part = form.slice(at, at + partLength);
      for (const place of places.get(part) ?? []) for (let i = 0; i < partLength; i++) hidden.add(place + i);
      places.delete(part);
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

/** A secret given as JSON text leaks by its members as well. */
function stringsInJson(text: string): string[] {
  if (!/^\s*[[{]/.test(text)) return [];
  try {
    return stringsIn(JSON.parse(text));
  } catch {
    return [];
  }
}

function forms(secrets: Iterable<string>): string[] {
  const all = new Set<string>();
  for (const secret of secrets) {
    for (const plain of new Set([secret, secret.trim()])) {
      if (plain.length < shortest) continue;
      const texts = [...new Set(escaped(plain))];
      for (const form of [...texts, ...texts.flatMap(base64), ...urlEncoded(plain)]) {
        all.add(form);
        // Messages have their white space collapsed.
        all.add(form.replaceAll(/\s+/g, " ").trim());
      }
    }
  }
  // Longest first: a short secret may be part of a longer one.
  return [...all].filter((form) => form.length >= shortest).sort((a, b) => b.length - a.length);
}

/** What writers of JSON escape besides what they must: nothing, all but ASCII, or what has a meaning in HTML. */
const needlesslyEscaped = [/(?!)/g, /[^\x20-\x7e]/g, /[<>&\u2028\u2029]/g, /[<>&='\u2028\u2029]/g];
/** A value in a body in a body in an error's text. */
const escapeDepth = 4;

function escaped(plain: string): string[] {
  return needlesslyEscaped.flatMap((pattern) => {
    const texts = [plain];
    for (let depth = 0; depth < escapeDepth; depth++) {
      const inner = JSON.stringify(texts.at(-1)).slice(1, -1);
      texts.push(inner.replaceAll(pattern, unicodeEscape));
    }
    return texts;
  });
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function base64(plain: string): string[] {
  const bytes = Buffer.from(plain, "utf8");
  const whole = bytes.toString("base64");
  // Inside of a longer text that was encoded, a secret begins at any of three places.
  const inner = [0, 1, 2].map((before) => {
    const shifted = Buffer.concat([Buffer.alloc(before), bytes]);
    return shifted.toString("base64").slice(Math.ceil((before * 4) / 3), Math.floor((shifted.length * 4) / 3));
  });
  const all = [whole, whole.replace(/=+$/, ""), bytes.toString("base64url"), encodeURIComponent(whole)];
  return [...all, ...inner.filter((form) => form.length >= shortestBase64).flatMap((form) => [form, forUrl(form)])];
}

function forUrl(text: string): string {
  return text.replaceAll("+", "-").replaceAll("/", "_");
}

function urlEncoded(plain: string): string[] {
  // Half of a surrogate pair cannot be encoded.
  const wellFormed = Buffer.from(plain, "utf8").toString("utf8");
  const form = new URLSearchParams({ "": wellFormed }).toString().slice(1);
  const strict = form.replaceAll("+", "%20").replaceAll("*", "%2A");
  const upper = [encodeURIComponent(wellFormed), encodeURI(wellFormed), form, strict, strict.replaceAll("%2F", "/")];
  return [...upper, ...upper.map((text) => text.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()))];
}
