import { isLoopback } from "./values";

/** Below which many owners have their domains, where the last label is a country. */
const kinds = new Set(["ac", "co", "com", "edu", "go", "gov", "mil", "ne", "net", "or", "org", "pe", "re"]);

/**
 * Whether two hosts are of one domain. An address that a reply names gets requests with credentials: it may be elsewhere
 * only if the user says so in a setting.
 */
export function isSameDomain(one: URL, other: URL): boolean {
  const [first, second] = [one.hostname, other.hostname];
  if (first === second || (isLoopback(first) && isLoopback(second))) return true;
  const domain = domainOf(first);
  return domain !== undefined && domain === domainOf(second);
}

/** The last labels of a name; undefined for an address, which has none. */
function domainOf(host: string): string | undefined {
  if (host.startsWith("[") || /^\d+(\.\d+){3}$/.test(host)) return undefined;
  const labels = host.replace(/\.$/, "").split(".");
  const [kind = "", country = ""] = labels.slice(-2);
  const count = country.length === 2 && kinds.has(kind) ? 3 : 2;
  return labels.length < count ? undefined : labels.slice(-count).join(".");
}
