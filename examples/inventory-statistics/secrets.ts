import {
  countSpaceoneSecretsOutput,
  getSpaceoneSecret,
  listSpaceoneSecretsOutput,
  statSpaceoneSecretsOutput,
  where,
  type CountSpaceoneSecretsArgs,
} from "pulumi-scp";

// The secrets with which collectors read accounts, without their data: SpaceONE's gateway gives that to nobody.

export const bySchema = statSpaceoneSecretsOutput({
  aggregate: [
    { group: { keys: [{ key: "schemaId", name: "schema" }], fields: [{ operator: "count", name: "total" }] } },
    { sort: [{ key: "total", desc: true }] },
  ],
}).results;

/** Nobody has made them anew for ninety days. */
const old: CountSpaceoneSecretsArgs = { filter: [where("created_at").timediffLt("now-90d")] };

export const oldSecrets = {
  total: countSpaceoneSecretsOutput(old),
  oldest: listSpaceoneSecretsOutput({
    ...old,
    sort: [{ key: "createdAt" }],
    page: { limit: 1 },
    only: ["name"],
  }).apply(async ([oldest]) => (oldest === undefined ? undefined : getSpaceoneSecret({ id: oldest.id }))),
};
