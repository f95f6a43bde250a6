import { SettingsError } from "../errors";
import type { NumberSetting } from "../table";
import type { Found } from "./source";

/** Reads a whole number within the limits of its setting. */
export function wholeNumber(found: Found | undefined, setting: NumberSetting): number {
  if (found === undefined) return setting.default;
  const { minimum, maximum } = setting;
  const number = Number(found.value);
  if (!Number.isInteger(number) || number < minimum || number > maximum) {
    throw new SettingsError(`${found.source} must be a whole number from ${String(minimum)} to ${String(maximum)}`);
  }
  return number;
}

/** Reads a JSON object of strings, the form in which Pulumi hands over structured configuration. */
export function stringMap(found: Found | undefined): Readonly<Record<string, string>> {
  if (found === undefined) return {};
  const problem = new SettingsError(`${found.source} must be a map of names to text, for example {"kms": "1.2"}`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(found.value);
  } catch {
    throw problem;
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) throw problem;
  if (Object.values(parsed).some((value) => typeof value !== "string")) throw problem;
  return parsed as Record<string, string>;
}

/**
 * Reads a URL; plain http is refused except for this machine's own addresses. `remedy` says what to do where the user
 * did not write it.
 */
export function serviceUrl({ value, source }: Found, remedy?: string): URL {
  const refused = (what: string): SettingsError =>
    new SettingsError(`${source} ${what}${remedy === undefined ? "" : `: ${remedy}`}`);
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    throw refused(remedy === undefined ? "is not a URL: write https://host or https://host/path" : "is not a URL");
  }
  if (url.username !== "" || url.password !== "") throw refused("must not carry a user name or a password");
  // An empty query counts: a path that follows it would be a part of it.
  if (/[?#]/.test(url.href)) throw refused("must not carry a query");
  if (url.protocol === "https:") return url;
  if (url.protocol === "http:" && isLoopback(url.hostname)) return url;
  throw refused("must use https; plain http is accepted for 127.0.0.1 and localhost only");
}

/** Whether a URL's host is this machine itself. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Refuses a credential with a line end or a space that came along when it was copied: it would only be refused later. */
export function printable({ value, source }: Found): string {
  if (/^[\x21-\x7e]+$/.test(value)) return value;
  throw new SettingsError(`${source} has a space, a line end or another character that no credential has`);
}
