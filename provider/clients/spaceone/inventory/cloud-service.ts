import { z } from "zod";

import { branches, number, struct, tagBranches, text, texts, type Branches, type Struct } from "../wire";

/** A cloud service as the inventory shows it. A field that a reply leaves out is "", 0 or empty. */
export interface CloudService {
  readonly id: string;
  readonly name: string;
  /** ACTIVE, DISCONNECTED or DELETED: a deleted one can still be read for months. */
  readonly state: string;
  readonly provider: string;
  readonly group: string;
  readonly type: string;
  readonly account: string;
  readonly instanceType: string;
  readonly instanceSize: number;
  readonly ipAddresses: readonly string[];
  readonly data: Struct;
  /** What updates have set, which is the branch `custom`; a creation writes to another branch (SPO 2). Never listed. */
  readonly metadata: Struct;
  /** What updates have set, as `metadata`. */
  readonly tags: Struct;
  /** The metadata of all writers, by branch. */
  readonly metadataBranches: Branches;
  /** The tags of all writers, by branch. */
  readonly tagBranches: Branches;
  /** What has collected it; empty where a program has updated it since. */
  readonly collection: {
    readonly serviceAccountId: string;
    readonly secretId: string;
    readonly collectorId: string;
    readonly lastCollectedAt: string;
  };
  readonly reference: { readonly resourceId: string; readonly externalLink: string };
  readonly regionCode: string;
  readonly projectId: string;
  readonly domainId: string;
  readonly workspaceId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deletedAt: string;
}

export const cloudServiceReply = z
  .object({
    cloud_service_id: z.string().min(1),
    name: text,
    state: text,
    provider: text,
    cloud_service_group: text,
    cloud_service_type: text,
    account: text,
    instance_type: text,
    instance_size: number,
    ip_addresses: texts,
    data: struct,
    metadata: branches,
    tags: tagBranches,
    reference: z.object({ resource_id: text, external_link: text }).nullish(),
    collection_info: z
      .object({ service_account_id: text, secret_id: text, collector_id: text, last_collected_at: text })
      .nullish(),
    region_code: text,
    project_id: text,
    domain_id: text,
    workspace_id: text,
    created_at: text,
    updated_at: text,
    deleted_at: text,
  })
  .transform((wire): CloudService => ({
    id: wire.cloud_service_id,
    name: wire.name,
    state: wire.state,
    provider: wire.provider,
    group: wire.cloud_service_group,
    type: wire.cloud_service_type,
    account: wire.account,
    instanceType: wire.instance_type,
    instanceSize: wire.instance_size,
    ipAddresses: wire.ip_addresses,
    data: wire.data,
    metadata: wire.metadata["custom"] ?? {},
    tags: wire.tags["custom"] ?? {},
    metadataBranches: wire.metadata,
    tagBranches: wire.tags,
    collection: {
      serviceAccountId: wire.collection_info?.service_account_id ?? "",
      secretId: wire.collection_info?.secret_id ?? "",
      collectorId: wire.collection_info?.collector_id ?? "",
      lastCollectedAt: wire.collection_info?.last_collected_at ?? "",
    },
    reference: {
      resourceId: wire.reference?.resource_id ?? "",
      externalLink: wire.reference?.external_link ?? "",
    },
    regionCode: wire.region_code,
    projectId: wire.project_id,
    domainId: wire.domain_id,
    workspaceId: wire.workspace_id,
    createdAt: wire.created_at,
    updatedAt: wire.updated_at,
    deletedAt: wire.deleted_at,
  }));
