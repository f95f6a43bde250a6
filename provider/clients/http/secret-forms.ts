/** Shorter values are not masked: replacing them would garble messages and hide nothing. */
export const shortest = 4;
/** The same limit for a part of base64. */
const shortestBase64 = 6;

/**
 * All texts that a secret may be replaced by in a message. The longest come first, since one may be part of another.
 */
export function formsOf(secrets: Iterable<string>): string[] {
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
  return [...all].filter((form) => form.length >= shortest).sort((a, b) => b.length - a.length);
}

/**
 * The characters that JSON encoders escape although they need not: none, everything but ASCII, or what has a meaning in
 * HTML.
 */
const needlesslyEscaped = [/(?!)/g, /[^\x20-\x7e]/g, /[<>&\u2028\u2029]/g, /[<>&='\u2028\u2029]/g];
/** A value may be nested this many times: a value in a body in a body in an error's text. */
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
  // Within a longer text that was encoded as a whole, a secret may begin at any of three positions.
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
