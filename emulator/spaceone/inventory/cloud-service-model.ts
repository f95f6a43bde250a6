import type { Model } from "../query/model";

export const cloudServiceModel: Model = {
  name: "CloudService",
  fields: {
    cloud_service_id: "text",
    name: "text",
    state: "text",
    account: "text",
    instance_type: "text",
    instance_size: "number",
    ip_addresses: "texts",
    cloud_service_group: "text",
    cloud_service_type: "text",
    provider: "text",
    ref_cloud_service_type: "text",
    data: "object",
    metadata: "object",
    reference: ["resource_id", "external_link"],
    tags: "object",
    tag_keys: "object",
    region_code: "text",
    ref_region: "text",
    project_id: "text",
    workspace_id: "text",
    domain_id: "text",
    collection_info: ["service_account_id", "secret_id", "collector_id", "last_collected_at"],
    created_at: "time",
    updated_at: "time",
    deleted_at: "time",
  },
  aliases: { user_projects: "project_id", ip_address: "ip_addresses" },
  minimal: [
    "cloud_service_id",
    "name",
    "cloud_service_group",
    "cloud_service_type",
    "provider",
    "reference.resource_id",
    "region_code",
    "project_id",
  ],
};

export const keywordFields = [
  "cloud_service_id",
  "name",
  "ip_addresses",
  "cloud_service_group",
  "cloud_service_type",
  "reference.resource_id",
] as const;

/** The parameters of a list that are conditions; the limits of the call come last. */
export const listParameters = [
  "cloud_service_id",
  "name",
  "state",
  "ip_address",
  "account",
  "instance_type",
  "cloud_service_type",
  "cloud_service_group",
  "provider",
  "region_code",
  "project_id",
  "project_group_id",
  "workspace_id",
  "domain_id",
  "user_projects",
] as const;

/** The limits of the call, which are the only parameters of statistics and analyses that are conditions. */
export const statisticsParameters = ["workspace_id", "domain_id", "user_projects"] as const;
