import { defineFields, type ConditionKeyOf, type KeyOf } from "./fields";

export const changeFields = defineFields({
  noun: "changes",
  id: "record_id",
  names: {
    record_id: "value",
    action: "value",
    diff: ["key", "before", "after", "type"],
    diff_count: "value",
    updated_by: "value",
    domain_id: "value",
    cloud_service_id: "value",
    collector_id: "value",
    job_id: "value",
    user_id: "value",
    created_at: "value",
  },
  inConditions: {},
  minimal: ["record_id", "action", "diff_count", "cloud_service_id", "updated_by", "user_id", "collector_id", "job_id"],
});

/** A path that a query of a cloud service's changes can name: `action`, `createdAt` or `created_at`, `diff.key`. */
export type ChangeKey = KeyOf<typeof changeFields>;

/** A path that a condition on a cloud service's changes can name. */
export type ChangeConditionKey = ConditionKeyOf<typeof changeFields>;
