import type { ExportTable } from "../../queries/export-contract";
import type { ChangeConditionKey, ChangeKey } from "../../queries/fields/change-fields";
import type { CloudServiceConditionKey, CloudServiceKey } from "../../queries/fields/cloud-service-fields";
import type { FilterArgs, ListQueryArgs } from "../../queries/query-contract";
import type { AnalyzeArgs, StatisticsArgs } from "../../queries/statistics-contract";
import type { CloudServiceArgs, CloudServiceOutputs } from "../../resources/spaceone/inventory/cloud-service-contract";
import type { JsonObject } from "../../resources/spaceone/json-object";

/**
 * A cloud service, with the properties of the resource {@link CloudService}. `data` has all that the service knows, also
 * what no program manages.
 */
export interface CloudServiceResult extends Omit<CloudServiceArgs, "keepAliveTrigger">, CloudServiceOutputs {
  id: string;
  /** The tags of all writers, by branch: `custom` has those of programs, other branches those of collectors. */
  tagBranches: Readonly<Record<string, JsonObject>>;
  /** The metadata of all writers, by branch. */
  metadataBranches: Readonly<Record<string, JsonObject>>;
  /** What has collected it. What is unknown, or not the work of a collector, is absent. */
  collectionInfo: CloudServiceCollection;
  /** When it was deleted; such ones can be looked up for some months. Absent of all others. */
  deletedAt?: string;
}

/** Who has brought a cloud service into the inventory. */
export interface CloudServiceCollection {
  serviceAccountId?: string;
  secretId?: string;
  collectorId?: string;
  lastCollectedAt?: string;
}

/** A cloud service in a list: without its metadata, and without what the query has not asked for. */
export interface ListedCloudServiceResult extends Partial<
  Omit<CloudServiceResult, "id" | "metadata" | "metadataBranches">
> {
  id: string;
}

/** Values that the cloud services of a list have. What is left out restricts nothing. */
export interface CloudServiceValues {
  cloudServiceId?: string;
  name?: string;
  /** Default: all but `DELETED`. */
  state?: "ACTIVE" | "DISCONNECTED" | "DELETED";
  /** One of its addresses. */
  ipAddress?: string;
  account?: string;
  instanceType?: string;
  cloudServiceType?: string;
  cloudServiceGroup?: string;
  provider?: string;
  regionCode?: string;
  /** Id of a workspace. A token that belongs to a workspace reaches no other one. */
  workspaceId?: string;
  projectId?: string;
  projectGroupId?: string;
}

/** Which cloud services a list has, and what of each. */
export interface ListCloudServicesArgs
  extends CloudServiceValues, ListQueryArgs<CloudServiceKey, CloudServiceConditionKey> {}

/** Which cloud services are counted. */
export interface CountCloudServicesArgs extends CloudServiceValues, FilterArgs<CloudServiceConditionKey> {}

/** Which statistics of cloud services are made. */
export type StatCloudServicesArgs = StatisticsArgs<CloudServiceKey, CloudServiceConditionKey>;

/** Which groups of cloud services are made. */
export type AnalyzeCloudServicesArgs = AnalyzeArgs<CloudServiceKey, CloudServiceConditionKey>;

/** Which changes a list has, and what of each. */
export interface ListCloudServiceHistoryArgs extends ListQueryArgs<ChangeKey, ChangeConditionKey> {
  /** Id of the cloud service. */
  cloudServiceId: string;
  action?: "CREATE" | "UPDATE" | "DELETE";
  /** Who has made the change: `USER` or `COLLECTOR`. */
  updatedBy?: string;
  userId?: string;
  collectorId?: string;
  jobId?: string;
}

/** A change of a cloud service. What the service does not tell, or the query has not asked for, is absent. */
export interface CloudServiceChangeResult {
  id: string;
  recordId?: string;
  action?: string;
  /** The fields that have changed; of a deletion none. Fields inside others are told down to three levels. */
  diff?: readonly { key: string; before: unknown; after: unknown; type: string }[];
  diffCount?: number;
  /** `USER` also stands for programs. */
  updatedBy?: string;
  cloudServiceId?: string;
  collectorId?: string;
  jobId?: string;
  userId?: string;
  createdAt?: string;
}

/** A file with tables of cloud services. */
export interface ExportCloudServicesArgs {
  /** The tables, each of which becomes a sheet. */
  tables: readonly ExportTable<CloudServiceKey, CloudServiceConditionKey>[];
  /** `CSV` is published, but the service's published code refuses it. Default: `EXCEL`. */
  fileFormat?: "EXCEL" | "CSV";
  /** The beginning of the file's name; the service adds the day. Default: `cloud_service_export`. */
  fileName?: string;
  /** The time zone of times in the tables: `Asia/Seoul`. Default: `UTC`. */
  timezone?: string;
}

export interface ExportCloudServicesResult {
  /** The address from which the file can be loaded for a while. Whoever knows it can load the file. */
  downloadUrl: string;
}
