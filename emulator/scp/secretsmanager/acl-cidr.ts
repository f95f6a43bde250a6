import { formatCidrs, maxCidrs, parseCidrs } from "../cidrs";
import { refusal } from "./secret-access";

/** The shortest prefix of a network that may read values (SCP 6.2). */
const minPrefix = 25;

/** A list of networks, as it is stored and answered. */
export function checkedCidrs(text: string | null): string {
  const cidrs = parseCidrs(text ?? "", minPrefix);
  if (cidrs) return formatCidrs(cidrs);
  throw refusal("cidr.invalid", `acl_cidr should be 1 to ${maxCidrs} IPv4 CIDRs of /${minPrefix} or narrower.`);
}
