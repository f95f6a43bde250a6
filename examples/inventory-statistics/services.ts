import {
  analyzeCloudServicesOutput,
  countCloudServicesOutput,
  statCloudServicesOutput,
  where,
  type AnalyzeCloudServicesArgs,
} from "pulumi-scp";

// Statistics of cloud services. The service counts, and nothing is listed. Cloud services that were deleted are left out
// unless a condition names their state.

const total = { operator: "count" } as const;

/** How many there are of each, the largest number first. */
const countedBy = (...groupBy: NonNullable<AnalyzeCloudServicesArgs["groupBy"]>) =>
  analyzeCloudServicesOutput({ groupBy, fields: { total }, sort: [{ key: "total", desc: true }] }).results;

/** How many there are of each day, UTC. The service knows those that were deleted for some months. */
const countedByDay = (time: "created_at" | "deleted_at", states: readonly string[]) =>
  statCloudServicesOutput({
    filter: [where("state").in(states)],
    aggregate: [
      {
        group: {
          keys: [{ key: time, name: "day", dateFormat: "%Y-%m-%d" }],
          fields: [{ operator: "count", name: "total" }],
        },
      },
      { sort: [{ key: "day" }] },
    ],
  }).results;

export const services = {
  byProvider: countedBy("provider"),
  byRegion: countedBy("provider", "regionCode"),
  byType: countedBy("provider", "cloudServiceGroup", "cloudServiceType"),
  byProject: countedBy("projectId"),
  createdByDay: countedByDay("created_at", ["ACTIVE", "DISCONNECTED", "DELETED"]),
  deletedByDay: countedByDay("deleted_at", ["DELETED"]),
  /** The names inside `data` are those of the collector. */
  sizeByRegion: analyzeCloudServicesOutput({
    filter: [where("cloudServiceType").eq("Instance")],
    groupBy: ["regionCode"],
    fields: {
      total,
      cores: { operator: "sum", key: "data.hardware.core" },
      memory: { operator: "sum", key: "data.hardware.memory" },
    },
    sort: [{ key: "cores", desc: true }],
  }).results,
  withoutTeam: countCloudServicesOutput({ filter: [where("tags.custom.team").exists(false)] }),
};
