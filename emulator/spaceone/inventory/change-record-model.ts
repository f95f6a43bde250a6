import type { Model } from "../query/model";

export const recordModel: Model = {
  name: "Record",
  fields: {
    record_id: "text",
    action: "text",
    diff: ["key", "before", "after", "type"],
    diff_count: "number",
    cloud_service_id: "text",
    updated_by: "text",
    collector_id: "text",
    job_id: "text",
    user_id: "text",
    domain_id: "text",
    created_at: "time",
  },
  aliases: {},
  minimal: ["record_id", "action", "diff_count", "cloud_service_id", "updated_by", "user_id", "collector_id", "job_id"],
  order: { key: "created_at", desc: true },
};

export const recordKeywordFields = ["diff.key", "diff.before", "diff.after"] as const;
