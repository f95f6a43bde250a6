import { changesOnly, withoutDefaults } from "../request-body";
import { checkCloudServiceProject, checkCloudServiceWriter } from "../roles";
import { ServiceClient } from "../service-client";
import { cloudServiceReply, type CloudService } from "./cloud-service";
import {
  changesBody,
  referenceBody,
  typeBody,
  type CloudServiceChanges,
  type CloudServiceType,
  type NewCloudService,
} from "./cloud-service-body";
import { inventoryOperations } from "./operations";

/**
 * The cloud services of SpaceONE's inventory. It refuses, before it sends anything, what the token's role may not do.
 */
export class CloudServicesClient extends ServiceClient {
  protected readonly service = "inventory";

  async create(service: NewCloudService): Promise<CloudService> {
    checkCloudServiceWriter(this.claims);
    checkCloudServiceProject(this.claims, service.projectId);
    return this.call(inventoryOperations.createCloudService, cloudServiceReply, {
      ...withoutDefaults({ ...typeBody(service), ...changesBody(service) }),
      // Without a reference the service fails (SPO 0).
      reference: withoutDefaults(referenceBody(service.reference ?? {})),
    });
  }

  /** Changes the given fields. An empty change restarts the clock of the service's clean-up. */
  async update(id: string, changes: CloudServiceChanges): Promise<CloudService> {
    checkCloudServiceWriter(this.claims);
    const { reference } = changes;
    return this.call(inventoryOperations.updateCloudService, cloudServiceReply, {
      cloud_service_id: id,
      ...changesOnly(changesBody(changes)),
      ...(reference === undefined ? {} : { reference: withoutDefaults(referenceBody(reference)) }),
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
  async listByType(type: CloudServiceType, most: number): Promise<readonly CloudService[]> {
    return this.list(typeBody(type), most);
  }

  /** The cloud services whose reference names a resource, without their metadata. There may be several. */
  async listByReference(resourceId: string): Promise<readonly CloudService[]> {
    return this.list({ "reference.resource_id": resourceId });
  }

  private list(values: Readonly<Record<string, string>>, most?: number): Promise<readonly CloudService[]> {
    return this.matching(inventoryOperations.listCloudServices, cloudServiceReply, "cloud_service_id", values, most);
  }
}
