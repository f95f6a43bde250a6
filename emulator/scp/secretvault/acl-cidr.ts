import { formatCidrs, maxCidrs, parseCidrs } from "../cidrs";
import { refusal } from "./vault-access";

/** A vault's list has single addresses only (SCP 6.3). */
const addressPrefix = 32;

/** A list of addresses, as it is stored and answered. */
export function checkedAddresses(text: string): string {
  const cidrs = parseCidrs(text, addressPrefix);
  if (cidrs) return formatCidrs(cidrs);
  throw refusal("cidr.invalid", `acl_cidr should be 1 to ${maxCidrs} IPv4 addresses as /${addressPrefix}.`);
}
