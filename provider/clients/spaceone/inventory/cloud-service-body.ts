import type { Struct } from "../wire";

/** What kind of thing a cloud service is. */
export interface CloudServiceType {
  readonly provider: string;
  readonly group: string;
  readonly type: string;
}

/** Where a cloud service is found outside of SpaceONE. */
export interface Reference {
  readonly resourceId?: string | undefined;
  readonly externalLink?: string | undefined;
}

/** What of a cloud service can be changed. What is left out stays; `{}` clears an object. */
export interface CloudServiceChanges {
  readonly name?: string | undefined;
  readonly account?: string | undefined;
  readonly instanceType?: string | undefined;
  readonly instanceSize?: number | undefined;
  readonly ipAddresses?: readonly string[] | undefined;
  /** Merged at its top level: a key that is left out stays. */
  readonly data?: Struct | undefined;
  /** Replaces the branch `custom`. */
  readonly metadata?: Struct | undefined;
  /** Replaces the whole reference. */
  readonly reference?: Reference | undefined;
  /** Replaces the branch `custom`. */
  readonly tags?: Struct | undefined;
  readonly regionCode?: string | undefined;
  readonly projectId?: string | undefined;
}

/** What a cloud service is made with. Tags and metadata that are given here can never be changed again (SPO 2). */
export interface NewCloudService extends CloudServiceChanges, CloudServiceType {
  readonly data: Struct;
}

export function typeBody({ provider, group, type }: CloudServiceType): Readonly<Record<string, string>> {
  return { provider, cloud_service_group: group, cloud_service_type: type };
}

/** All but the reference, which has rules of its own. */
export function changesBody(changes: CloudServiceChanges): object {
  return {
    name: changes.name,
    account: changes.account,
    instance_type: changes.instanceType,
    instance_size: changes.instanceSize,
    ip_addresses: changes.ipAddresses,
    data: changes.data,
    metadata: changes.metadata,
    tags: changes.tags,
    region_code: changes.regionCode,
    project_id: changes.projectId,
  };
}

export function referenceBody({ resourceId, externalLink }: Reference): object {
  return { resource_id: resourceId, external_link: externalLink };
}
