import { defineFields, type ConditionKeyOf, type KeyOf } from "./fields";

export const cloudServiceFields = defineFields({
  noun: "cloud services",
  id: "cloud_service_id",
  names: {
    cloud_service_id: "value",
    name: "value",
    state: "value",
    ip_addresses: "list",
    account: "value",
    instance_type: "value",
    instance_size: "value",
    cloud_service_type: "value",
    cloud_service_group: "value",
    provider: "value",
    data: "any",
    metadata: "any",
    reference: ["resource_id", "external_link"],
    tags: "any",
    tag_keys: "any",
    collection_info: ["service_account_id", "secret_id", "collector_id", "last_collected_at"],
    region_code: "value",
    domain_id: "value",
    workspace_id: "value",
    project_id: "value",
    created_at: "value",
    updated_at: "value",
    deleted_at: "value",
  },
  // The service looks these up in other kinds of objects (SPO 4).
  inConditions: { ip_address: "value", project_group_id: "value", ref_region: "any", ref_cloud_service_type: "any" },
  minimal: [
    "cloud_service_id",
    "name",
    "cloud_service_group",
    "cloud_service_type",
    "provider",
    "reference",
    "region_code",
    "project_id",
  ],
});

/** A path that a query of cloud services can name: `name`, `regionCode` or `region_code`, `data.os.type`. */
export type CloudServiceKey = KeyOf<typeof cloudServiceFields>;

/** A path that a condition on cloud services can name. */
export type CloudServiceConditionKey = ConditionKeyOf<typeof cloudServiceFields>;
