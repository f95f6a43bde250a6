import { dayMs, hourMs } from "../../timestamp";
import { defineCollection } from "../../store/collection";
import type { Struct } from "../json";
import type { TagBranches } from "./tags";

/** How long a cloud service may stay without an update before it is cleaned up; an empty update counts (SPO 2). */
export const cleanUpMs = 48 * hourMs;

/** How long a deleted cloud service can still be read (SPO 2). */
const retentionMs = 90 * dayMs;

export type Reference = Readonly<{ resource_id?: string; external_link?: string }>;

/** Who brought it: collectors add their ids, and calls take them away. Only a seeded cloud service has some. */
type CollectionInfo = Readonly<{
  service_account_id?: string;
  secret_id?: string;
  collector_id?: string;
  last_collected_at: string;
}>;

/** A cloud service as it is stored. Names are those of the API; null and absent mean the same, as in the service. */
export interface CloudService {
  readonly cloud_service_id: string;
  readonly name: string | null;
  readonly state: "ACTIVE" | "DISCONNECTED" | "DELETED";
  readonly ip_addresses: readonly string[];
  readonly account: string | null;
  readonly instance_type: string | null;
  readonly instance_size: number | null;
  readonly cloud_service_type: string;
  readonly cloud_service_group: string;
  readonly provider: string;
  readonly data: Struct;
  /** Metadata by branch: a creation writes under its provider, updates write under `custom`. */
  readonly metadata: Struct;
  readonly reference: Reference;
  readonly tags: TagBranches;
  /** The keys of tags by branch, as they were sent. */
  readonly tag_keys: Readonly<Record<string, readonly string[]>>;
  readonly collection_info: CollectionInfo;
  readonly region_code: string | null;
  readonly domain_id: string;
  readonly workspace_id: string;
  readonly project_id?: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly deleted_at: string | null;
}

export const cloudServices = defineCollection<CloudService>({
  name: "inventory.cloud-services",
  id: ({ cloud_service_id }) => cloud_service_id,
  owner: ({ domain_id }) => domain_id,
  dueAt: ({ deleted_at, updated_at }) =>
    deleted_at === null ? Date.parse(updated_at) + cleanUpMs : Date.parse(deleted_at) + retentionMs,
});
