import { defineFields, type ConditionKeyOf, type KeyOf } from "./fields";

export const changeFields = defineFields({
  noun: "changes",
  id: "record_id",
  names: {
    record_id: "text",
    action: "text",
    diff: { key: "text", before: "any", after: "any", type: "text" },
    diff_count: "number",
    updated_by: "text",
    domain_id: "text",
    cloud_service_id: "text",
    collector_id: "text",
    job_id: "text",
    user_id: "text",
    created_at: "time",
  },
  inConditions: {},
  minimal: ["record_id", "action", "diff_count", "cloud_service_id", "updated_by", "user_id", "collector_id", "job_id"],
});

/** A path that a query of a cloud service's changes can name: `action`, `createdAt` or `created_at`, `diff.key`. */
export type ChangeKey = KeyOf<typeof changeFields>;

/** A path that a condition on a cloud service's changes can name. */
export type ChangeConditionKey = ConditionKeyOf<typeof changeFields>;
