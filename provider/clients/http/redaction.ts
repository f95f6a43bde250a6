const mask = "[secret]";
/** Shorter values are not masked: replacing them would garble messages and hide nothing. */
const shortest = 4;

/** Removes the given secrets from a text: as they are, base64, URL-encoded and JSON-escaped. */
export function redact(text: string, secrets: Iterable<string>): string {
  let result = text;
  for (const form of forms(secrets)) result = result.replaceAll(form, mask);
  return result;
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
    if (secret.length < shortest) continue;
    for (const plain of new Set([secret, secret.trim()])) {
      const escaped = JSON.stringify(plain).slice(1, -1);
      const twiceEscaped = JSON.stringify(escaped).slice(1, -1);
      const base64 = Buffer.from(plain, "utf8").toString("base64");
      for (const form of [
        plain,
        escaped,
        twiceEscaped,
        base64,
        encodeURIComponent(plain),
        encodeURIComponent(base64),
      ]) {
        if (form.length >= shortest) all.add(form);
      }
      all.add(base64.replace(/=+$/, ""));
      all.add(Buffer.from(plain, "utf8").toString("base64url"));
      all.add(new URLSearchParams({ "": plain }).toString().slice(1));
    }
  }
  // Longest first: a short secret may be part of a longer one.
  return [...all].filter((form) => form.length >= shortest).sort((a, b) => b.length - a.length);
}
