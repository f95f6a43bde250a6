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
  /** Id of the cloud service: `cloud-svc-...`. */
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
  /** Id of the service account that it was collected with: `sa-...`. */
  serviceAccountId?: string;
  /** Id of the secret that it was collected with: `secret-...`. */
  secretId?: string;
  /** Id of the collector: `collector-...`. */
  collectorId?: string;
  /** When it was last collected, RFC 3339. */
  lastCollectedAt?: string;
}

/** A cloud service in a list: without its metadata, and without what the query has not asked for. */
export interface ListedCloudServiceResult extends Partial<
  Omit<CloudServiceResult, "id" | "metadata" | "metadataBranches">
> {
  /** Id of the cloud service: `cloud-svc-...`. */
  id: string;
}

/** Values that the cloud services of a list have. What is left out restricts nothing. */
export interface CloudServiceValues {
  /** Id of the cloud service: `cloud-svc-...`. */
  cloudServiceId?: string;
  /** Its whole name; others may have the same. */
  name?: string;
  /** Its state. Default: all but `DELETED`. */
  state?: "ACTIVE" | "DISCONNECTED" | "DELETED";
  /** One of its addresses. */
  ipAddress?: string;
  /** Account in the resource's cloud. */
  account?: string;
  /** Type of the instance. */
  instanceType?: string;
  /** Type: `Key`. */
  cloudServiceType?: string;
  /** Group: `KMS`. */
  cloudServiceGroup?: string;
  /** Provider: `aws`, `scp`. */
  provider?: string;
  /** Region in the resource's cloud: `kr-west1`. */
  regionCode?: string;
  /** Id of a workspace. A token that belongs to a workspace reaches no other one. */
  workspaceId?: string;
  /** Id of its project: `project-...`. */
  projectId?: string;
  /** Id of a project group: the cloud services of its projects. */
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
  /** What has happened to it. */
  action?: "CREATE" | "UPDATE" | "DELETE";
  /** Who has made the change: `USER` or `COLLECTOR`. */
  updatedBy?: string;
  /** Id of the user who has made the change. */
  userId?: string;
  /** Id of the collector that has made the change: `collector-...`. */
  collectorId?: string;
  /** Id of the collector's job that has made the change. */
  jobId?: string;
}

/** A change of a cloud service. What the service does not tell, or the query has not asked for, is absent. */
export interface CloudServiceChangeResult {
  /** Id of the record: `record-...`. */
  id: string;
  /** The same as `id`, under the name that queries have for it. */
  recordId?: string;
  /** What has happened: `CREATE`, `UPDATE` or `DELETE`. */
  action?: string;
  /** The fields that have changed; of a deletion none. Fields inside others are told down to three levels. */
  diff?: readonly CloudServiceDifference[];
  /** The number of entries of `diff`. */
  diffCount?: number;
  /** Who has made the change: `COLLECTOR`, or `USER`, which also stands for programs. Absent for a deletion. */
  updatedBy?: string;
  /** Id of the cloud service: `cloud-svc-...`. */
  cloudServiceId?: string;
  /** Id of the collector that has made the change. Absent for all others. */
  collectorId?: string;
  /** Id of the collector's job that has made the change. Absent for all others. */
  jobId?: string;
  /** Id of the user who has made the change. Absent where the service does not tell it. */
  userId?: string;
  /** When the change was made, RFC 3339. */
  createdAt?: string;
}

/** A field that a change has changed. */
export interface CloudServiceDifference {
  /** Path of the field in the service's spelling: `data.key_state`. */
  key: string;
  /** Its value before, as the service writes it; null where there was none. */
  before: unknown;
  /** Its value after, as the service writes it; null where there is none any more. */
  after: unknown;
  /** The service's word for the change: `ADDED`, `CHANGED`. */
  type: string;
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

/** Where the file is. */
export interface ExportCloudServicesResult {
  /** The address from which the file can be loaded for a while. Whoever knows it can load the file. */
  downloadUrl: string;
}
