import type { Zod } from "../../lifecycle/definition/input-rule";

/** The most networks of one list, for all services (SCP 6.2, 6.3). */
export const maxNetworks = 10;

/**
 * One address or network as a text.
 * @param fits whether the prefix is allowed; undefined if none is written
 */
export function networkSchema(z: Zod, fits: (prefix: number | undefined) => boolean, message: string) {
  return z
    .string()
    .trim()
    .refine(hasNoLeadingZeros, "must be written without leading zeros, which some programs take for octal numbers")
    .refine((text) => {
      const network = parse(text);
      return network !== undefined && fits(network.prefix);
    }, message);
}

function hasNoLeadingZeros(text: string): boolean {
  return !/^[\d./]+$/.test(text) || !/(?:^|[./])0\d/.test(text);
}

function parse(text: string): { readonly address: number; readonly prefix: number | undefined } | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,3}))?$/.exec(text.trim());
  if (match === null) return undefined;
  const octets = match.slice(1, 5).map(Number);
  const prefix = match[5] === undefined ? undefined : Number(match[5]);
  if (octets.some((octet) => octet > 255) || (prefix ?? 0) > 32) return undefined;
  return { address: octets.reduce((sum, octet) => sum * 256 + octet, 0), prefix };
}

/** Leaves out repeated networks. Host bits do not count, and an address without prefix is a /32. */
export function distinctNetworks(texts: readonly string[]): string[] {
  const meanings = texts.map(meaningOf);
  return texts.filter((_, at) => meanings.indexOf(meanings[at] ?? "") === at);
}

/** Whether two lists mean the same networks, in whatever order. */
export function sameNetworks(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [new Set(a.map(meaningOf)), new Set(b.map(meaningOf))];
  return one.size === other.size && [...one].every((network) => other.has(network));
}

/** The first address and the size of a network. For a text that is no network, the text itself. */
function meaningOf(text: string): string {
  const { address, prefix = 32 } = parse(text) ?? {};
  if (address === undefined) return text.trim();
  const size = 2 ** (32 - prefix);
  return `${String(address - (address % size))} ${String(size)}`;
}
