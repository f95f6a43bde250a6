import { changesOnly, withoutDefaults } from "../request-body";
import { checkCloudServiceProject, checkCloudServiceWriter } from "../roles";
import { ServiceClient } from "../service-client";
import type { Struct } from "../wire";
import { cloudServiceReply, type CloudService } from "./cloud-service";
import { inventoryOperations } from "./operations";

interface Reference {
  readonly resource_id?: string | undefined;
  readonly external_link?: string | undefined;
}

/**
 * The fields of a cloud service that can be changed, in the API's words. A field that is left out stays; `{}` clears an
 * object.
 */
export interface CloudServiceChanges {
  readonly name?: string | undefined;
  readonly account?: string | undefined;
  readonly instance_type?: string | undefined;
  readonly instance_size?: number | undefined;
  readonly ip_addresses?: readonly string[] | undefined;
  /** Merged at its top level: a key that is left out stays. */
  readonly data?: Struct | undefined;
  /** Replaces the branch `custom`. */
  readonly metadata?: Struct | undefined;
  /** Replaces the whole reference. */
  readonly reference?: Reference | undefined;
  /** Replaces the branch `custom`. */
  readonly tags?: Struct | undefined;
  readonly region_code?: string | undefined;
  readonly project_id?: string | undefined;
}

/** The body of a cloud service's creation. Tags and metadata that are sent here can never be changed again (SPO 2). */
export interface CreateCloudServiceBody extends CloudServiceChanges {
  readonly provider: string;
  readonly cloud_service_group: string;
  readonly cloud_service_type: string;
  readonly data: Struct;
}

/**
 * The cloud services of SpaceONE's inventory. It refuses, before it sends anything, what the token's role may not do.
 */
export class CloudServicesClient extends ServiceClient {
  protected readonly service = "inventory";

  async create(body: CreateCloudServiceBody): Promise<CloudService> {
    checkCloudServiceWriter(this.claims);
    checkCloudServiceProject(this.claims, body.project_id);
    // Without a reference the service fails (SPO 0).
    const reference = withoutDefaults(body.reference ?? {});
    return this.call(inventoryOperations.createCloudService, cloudServiceReply, {
      ...withoutDefaults(body),
      reference,
    });
  }

  /** Changes the given fields. An empty change restarts the clock of the service's clean-up. */
  async update(id: string, changes: CloudServiceChanges): Promise<CloudService> {
    checkCloudServiceWriter(this.claims);
    const { reference, ...others } = changes;
    return this.call(inventoryOperations.updateCloudService, cloudServiceReply, {
      cloud_service_id: id,
      ...changesOnly(others),
      ...(reference === undefined ? {} : { reference: withoutDefaults(reference) }),
    });
  }

  /** Marks a cloud service as deleted. A second call is refused with ERROR_RESOURCE_ALREADY_DELETED. */
  async delete(id: string): Promise<void> {
    checkCloudServiceWriter(this.claims);
    await this.send(inventoryOperations.deleteCloudService, { cloud_service_id: id });
  }

  /** Reads a cloud service. Deleted ones are returned, too, with their state. */
  async get(id: string): Promise<CloudService> {
    return this.call(inventoryOperations.getCloudService, cloudServiceReply, { cloud_service_id: id });
  }

  /** The cloud services of a type that are not deleted, without their metadata: all, or at least `most`. */
  async listByType(
    type: Pick<CreateCloudServiceBody, "provider" | "cloud_service_group" | "cloud_service_type">,
    most: number,
  ): Promise<readonly CloudService[]> {
    const { provider, cloud_service_group, cloud_service_type } = type;
    return this.list({ provider, cloud_service_group, cloud_service_type }, most);
  }

  /** The cloud services whose reference names a resource, without their metadata. There may be several. */
  async listByReference(resourceId: string): Promise<readonly CloudService[]> {
    return this.list({ "reference.resource_id": resourceId });
  }

  private list(values: Readonly<Record<string, string>>, most?: number): Promise<readonly CloudService[]> {
    return this.matching(inventoryOperations.listCloudServices, cloudServiceReply, "cloud_service_id", values, most);
  }
}
