import { bodyOf } from "./answer";
import type { SignedClient } from "./signed-client";

/** A cloud service as replies and the state show it. */
export interface CloudServiceRecord {
  readonly cloud_service_id: string;
  readonly state: string;
  readonly name?: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly tags: Readonly<Record<string, unknown>>;
  readonly tag_keys: Readonly<Record<string, readonly string[]>>;
  readonly reference: Readonly<Record<string, unknown>>;
  readonly collection_info: { readonly last_collected_at?: string };
  readonly project_id?: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly deleted_at?: string | null;
}

/** What a body for creating a cloud service needs. */
const newCloudService = {
  cloud_service_type: "Key",
  cloud_service_group: "KMS",
  provider: "aws",
  data: {},
  reference: {},
};

/** Calls of SpaceONE's service of cloud services. */
export class CloudServices {
  constructor(
    private readonly client: SignedClient,
    /** All cloud services as they are stored, deleted ones included. */
    readonly stored: () => Promise<readonly CloudServiceRecord[]>,
  ) {}

  create(fields: Readonly<Record<string, unknown>> = {}): Promise<CloudServiceRecord> {
    return this.call("create", { ...newCloudService, ...fields });
  }

  update(id: string, fields: Readonly<Record<string, unknown>> = {}): Promise<CloudServiceRecord> {
    return this.call("update", { cloud_service_id: id, ...fields });
  }

  get(id: string): Promise<CloudServiceRecord> {
    return this.call("get", { cloud_service_id: id });
  }

  private async call(verb: string, body: object): Promise<CloudServiceRecord> {
    return bodyOf(await this.client.spaceone(`/inventory/cloud-service/${verb}`, body)) as CloudServiceRecord;
  }
}
