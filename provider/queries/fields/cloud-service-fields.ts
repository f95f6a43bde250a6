import { defineFields, type ConditionKeyOf, type KeyOf } from "./fields";

export const cloudServiceFields = defineFields({
  noun: "cloud services",
  id: "cloud_service_id",
  names: {
    cloud_service_id: "text",
    name: "text",
    state: "text",
    ip_addresses: "texts",
    account: "text",
    instance_type: "text",
    instance_size: "number",
    cloud_service_type: "text",
    cloud_service_group: "text",
    provider: "text",
    data: "any",
    metadata: "any",
    reference: { resource_id: "text", external_link: "text" },
    tags: "any",
    tag_keys: "any",
    collection_info: { service_account_id: "text", secret_id: "text", collector_id: "text", last_collected_at: "time" },
    region_code: "text",
    domain_id: "text",
    workspace_id: "text",
    project_id: "text",
    created_at: "time",
    updated_at: "time",
    deleted_at: "time",
  },
  // The service looks all but the first one up in other kinds of objects (SPO 4).
  inConditions: {
    ip_address: "text",
    project_group_id: "text",
    ref_region: {
      region_id: "text",
      name: "text",
      region_key: "text",
      region_code: "text",
      provider: "text",
      tags: "any",
      updated_by: "text",
      created_at: "time",
      updated_at: "time",
    },
    ref_cloud_service_type: {
      cloud_service_type_id: "text",
      name: "text",
      provider: "text",
      group: "text",
      cloud_service_type_key: "text",
      service_code: "text",
      is_primary: "flag",
      is_major: "flag",
      resource_type: "text",
      labels: "texts",
      metadata: "any",
      tags: "any",
      updated_by: "text",
      created_at: "time",
      updated_at: "time",
    },
  },
  // Single tags are stored under the digests of their keys, and groups are looked up by the service itself.
  notFoundIn: { filterOr: ["tags.", "project_group_id"], groups: ["tags."] },
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
