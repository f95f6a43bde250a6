import { analyzeQuery } from "../wire/analysis";
import { exportOption } from "../wire/export";
import { defineMessage, repeated } from "../wire/message";
import { query } from "../wire/query";
import { enumeration, float, listValue, string, struct, uint32 } from "../wire/scalars";
import { statisticsQuery } from "../wire/statistics";

const reference = defineMessage("spaceone.api.inventory.v1.CloudServiceReference", {
  resource_id: string,
  external_link: string,
});

const collectionInfo = defineMessage("spaceone.api.inventory.v1.CollectionInfo", {
  service_account_id: string,
  secret_id: string,
  collector_id: string,
  last_collected_at: string,
});

export const createServiceRequest = defineMessage("spaceone.api.inventory.v1.CreateServiceRequest", {
  cloud_service_type: string,
  provider: string,
  cloud_service_group: string,
  name: string,
  account: string,
  instance_type: string,
  instance_size: float,
  ip_addresses: repeated(string),
  data: struct,
  metadata: struct,
  reference,
  tags: struct,
  region_code: string,
  project_id: string,
});

export const updateCloudServiceRequest = defineMessage("spaceone.api.inventory.v1.UpdateCloudServiceRequest", {
  cloud_service_id: string,
  name: string,
  account: string,
  instance_type: string,
  instance_size: float,
  ip_addresses: repeated(string),
  data: struct,
  metadata: struct,
  reference,
  tags: struct,
  region_code: string,
  project_id: string,
});

export const cloudServiceRequest = defineMessage("spaceone.api.inventory.v1.CloudServiceRequest", {
  cloud_service_id: string,
});

export const cloudServiceQuery = defineMessage("spaceone.api.inventory.v1.CloudServiceQuery", {
  query,
  cloud_service_id: string,
  name: string,
  state: string,
  ip_address: string,
  account: string,
  instance_type: string,
  cloud_service_type: string,
  cloud_service_group: string,
  provider: string,
  region_code: string,
  workspace_id: string,
  project_id: string,
  project_group_id: string,
});

export const cloudServiceInfo = defineMessage("spaceone.api.inventory.v1.CloudServiceInfo", {
  cloud_service_id: string,
  name: string,
  state: string,
  ip_addresses: repeated(string),
  account: string,
  instance_type: string,
  instance_size: float,
  cloud_service_type: string,
  cloud_service_group: string,
  provider: string,
  data: struct,
  metadata: struct,
  reference,
  tags: struct,
  tag_keys: struct,
  collection_info: collectionInfo,
  region_code: string,
  domain_id: string,
  workspace_id: string,
  project_id: string,
  created_at: string,
  updated_at: string,
  deleted_at: string,
});

export const cloudServicesInfo = defineMessage("spaceone.api.inventory.v1.CloudServicesInfo", {
  results: repeated(cloudServiceInfo),
  total_count: uint32,
});

export const cloudServiceStatQuery = defineMessage("spaceone.api.inventory.v1.CloudServiceStatQuery", {
  query: statisticsQuery,
});

export const cloudServiceAnalyzeQuery = defineMessage("spaceone.api.inventory.v1.CloudServiceAnalyzeQuery", {
  query: analyzeQuery,
});

export const cloudServiceExportRequest = defineMessage("spaceone.api.inventory.v1.CloudServiceExportRequest", {
  options: repeated(exportOption),
  file_format: enumeration("spaceone.api.inventory.v1.CloudServiceExportRequest.FileFormat", [
    "NONE_FILE_FORMAT",
    "EXCEL",
    "CSV",
  ]),
  file_name: string,
  timezone: string,
});

const recordActions = ["NONE", "CREATE", "UPDATE", "DELETE"] as const;

export const changeHistoryQuery = defineMessage("spaceone.api.inventory.v1.ChangeHistoryQuery", {
  query,
  cloud_service_id: string,
  action: enumeration("spaceone.api.inventory.v1.ChangeHistoryQuery.RecordAction", recordActions),
  user_id: string,
  collector_id: string,
  job_id: string,
  updated_by: string,
});

export const changeHistoryStatQuery = defineMessage("spaceone.api.inventory.v1.ChangeHistoryStatQuery", {
  query: statisticsQuery,
  cloud_service_id: string,
});

const recordInfo = defineMessage("spaceone.api.inventory.v1.RecordInfo", {
  record_id: string,
  action: enumeration("spaceone.api.inventory.v1.RecordInfo.RecordAction", recordActions),
  diff: listValue,
  diff_count: uint32,
  updated_by: string,
  domain_id: string,
  cloud_service_id: string,
  collector_id: string,
  job_id: string,
  user_id: string,
  created_at: string,
});

export const changeHistoryInfo = defineMessage("spaceone.api.inventory.v1.ChangeHistoryInfo", {
  results: repeated(recordInfo),
  total_count: uint32,
});
