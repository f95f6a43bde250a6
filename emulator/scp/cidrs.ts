import { BlockList, isIPv4 } from "node:net";

/** The most CIDRs of one list, for all services (SCP 6.2, 6.3). */
export const maxCidrs = 10;

/**
 * The CIDRs of a list: 1 to 10 IPv4 networks with a comma and perhaps a space between. Undefined where it is no such list.
 * @param minPrefix the shortest prefix that each may have
 */
export function parseCidrs(text: string, minPrefix: number): string[] | undefined {
  const cidrs = text.split(/, ?/);
  return cidrs.length <= maxCidrs && cidrs.every((cidr) => isNarrow(cidr, minPrefix)) ? cidrs : undefined;
}

/** A list of CIDRs as replies have it. */
export function formatCidrs(cidrs: readonly string[]): string {
  return cidrs.join(", ");
}

/** Whether an address is in one of the networks of a list, written as replies have it. */
export function isWithin(list: string, address: string): boolean {
  const networks = new BlockList();
  for (const cidr of list.split(", ")) {
    const [network = "", prefix = ""] = cidr.split("/");
    networks.addSubnet(network, Number(prefix), "ipv4");
  }
  return isIPv4(address) && networks.check(address, "ipv4");
}

function isNarrow(cidr: string, minPrefix: number): boolean {
  const [network = "", prefix = "", ...rest] = cidr.split("/");
  if (rest.length > 0 || !isIPv4(network) || !/^\d{2}$/.test(prefix)) return false;
  return Number(prefix) >= minPrefix && Number(prefix) <= 32;
}
