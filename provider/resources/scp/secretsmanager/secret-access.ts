import { isDeepStrictEqual } from "node:util";

import type { InputRule, OptionalInputRule } from "../../../lifecycle/definition/input-rule";
import { plainId } from "../../../words/ids";
import { distinctNetworks, maxNetworks, networkSchema, sameNetworks } from "../ipv4";
import type { SecretPrivateAcl } from "./secret-contract";

// Who may read a secret.

export const allowedCidrs: InputRule<string[]> & { readonly required: true } = {
  change: "update",
  required: true,
  schema: (z) =>
    z
      .array(networkSchema(z, isNarrow, "must be an IPv4 CIDR of /25 or narrower, for example 10.0.0.7/32"))
      .min(1, "must have at least one CIDR")
      .refine((cidrs) => distinctNetworks(cidrs).length <= maxNetworks, "must have at most 10 CIDRs"),
  unordered: true,
  same: sameNetworks,
};

function isNarrow(prefix = 0): boolean {
  return prefix >= 25;
}

export const privateAcl: OptionalInputRule<SecretPrivateAcl> = {
  change: "update",
  schema: (z) =>
    z.strictObject({
      resourceIds: z.array(z.string().min(1)).min(1, "must have at least one id; leave privateAcl out to turn it off"),
    }),
  absent: { resourceIds: [] },
  needs: { service: "secretsmanager", version: "1.1" },
  unordered: true,
  same: (a, b) => isDeepStrictEqual(plainIds(a), plainIds(b)),
};

function plainIds({ resourceIds }: SecretPrivateAcl): readonly string[] {
  return [...new Set(resourceIds.map(plainId))].sort();
}

/** The ids without repetition. Without any id, every subnet of the region is allowed. */
export function distinctIds({ resourceIds }: SecretPrivateAcl = { resourceIds: [] }): SecretPrivateAcl {
  return { resourceIds: [...new Set(resourceIds)] };
}
