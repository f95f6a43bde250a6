import { BlockList, isIPv4 } from "node:net";
import { refusal } from "./secret-access";

/** The most CIDRs of one list, and the shortest prefix of each (SCP 6.2). */
const maxCidrs = 10;
const minPrefix = 25;

/** The CIDRs of a list: 1 to 10 IPv4 networks of /25 or narrower, with a comma and perhaps a space between. */
export function parseCidrs(text: string | null): string[] {
  const cidrs = text?.split(/, ?/) ?? [];
  if (cidrs.length < 1 || cidrs.length > maxCidrs || !cidrs.every(isNarrow)) {
    throw refusal("cidr.invalid", `acl_cidr should be 1 to ${maxCidrs} IPv4 CIDRs of /${minPrefix} or narrower.`);
  }
  return cidrs;
}

/** As replies have it. */
export function formatCidrs(cidrs: readonly string[]): string {
  return cidrs.join(", ");
}

/** Whether an address is in one of the networks. */
export function isWithin(cidrs: readonly string[], address: string): boolean {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [network = "", prefix = ""] = cidr.split("/");
    list.addSubnet(network, Number(prefix), "ipv4");
  }
  return isIPv4(address) && list.check(address, "ipv4");
}

function isNarrow(cidr: string): boolean {
  const [network = "", prefix = "", ...rest] = cidr.split("/");
  if (rest.length > 0 || !isIPv4(network) || !/^\d{2}$/.test(prefix)) return false;
  return Number(prefix) >= minPrefix && Number(prefix) <= 32;
}
