import { createHash, createHmac, randomBytes } from "node:crypto";
import type { SecretFields } from "./secret-fields";

/** The longest body that is logged whole, in bytes of UTF-8, measured with its secrets masked. */
const maxWholeBytes = 64 * 1024;

/** What is logged of a longer one. */
const beginningLength = 1024;

/** What the log shows instead of a longer body. */
interface ShortenedBody {
  /** The first 1,024 characters. */
  readonly beginning: string;
  /** The size as it was sent. */
  readonly bytes: number;
  /** The SHA-256 of the whole body in hexadecimal, with the secrets masked. */
  readonly sha256: string;
}

/** Hides a secret. */
type Mask = (secret: string) => string;

/**
 * Hides secrets so that equal ones look the same while this emulator runs. The digest has a key that is shown nowhere:
 * a plain digest would tell a short secret to everybody who tries all of them.
 */
export function createMask(): Mask {
  const key = randomBytes(32);
  return (secret) => {
    const digest = createHmac("sha256", key).update(secret).digest("hex").slice(0, 16);
    return `(masked, ${secret.length} characters, digest ${digest})`;
  };
}

/** A body as the log shows it, written as JSON: parsed where it is JSON, else its text; null where there is none. */
export function loggedBody(body: string, secretFields: SecretFields, mask: Mask): string {
  if (body === "") return "null";
  const { text, isJson } = readable(body, secretFields, mask);
  const json = isJson ? text : JSON.stringify(text);
  return Buffer.byteLength(json) <= maxWholeBytes ? json : JSON.stringify(shortened(body, text));
}

function shortened(body: string, text: string): ShortenedBody {
  return {
    beginning: text.slice(0, beginningLength),
    bytes: Buffer.byteLength(body),
    sha256: createHash("sha256").update(text).digest("hex"),
  };
}

function readable(body: string, secretFields: SecretFields, mask: Mask): { text: string; isJson: boolean } {
  try {
    const value = JSON.parse(body) as unknown;
    const text = secretFields.size === 0 ? body : JSON.stringify(withoutSecrets(value, secretFields, mask));
    return { text, isJson: true };
  } catch {
    return { text: endMasked(body, secretFields, mask), isJson: false };
  }
}

function withoutSecrets(value: unknown, secretFields: SecretFields, mask: Mask): unknown {
  return mapMembers(value, (name, member) =>
    secretFields.has(name) ? masked(member, mask) : withoutSecrets(member, secretFields, mask),
  );
}

/** All texts and numbers in a value are hidden; names, null and booleans tell nothing. */
function masked(value: unknown, mask: Mask): unknown {
  if (typeof value === "string" || typeof value === "number") return mask(String(value));
  return mapMembers(value, (_name, member) => masked(member, mask));
}

function mapMembers(value: unknown, map: (name: string, member: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item, index) => map(String(index), item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, map(name, member)]));
}

/** Of a body that is no JSON, everything behind the first name of a secret field is hidden. */
function endMasked(body: string, secretFields: SecretFields, mask: Mask): string {
  const ends = Array.from(secretFields, (name) => [body.indexOf(name), name.length] as const);
  const found = ends.filter(([start]) => start >= 0).map(([start, length]) => start + length);
  const end = Math.min(body.length, ...found);
  return end === body.length ? body : body.slice(0, end) + mask(body.slice(end));
}
