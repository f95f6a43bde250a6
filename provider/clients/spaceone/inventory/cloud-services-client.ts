import { z } from "zod";

import type { WireAnalyzeQuery, WireFilters, WireStatisticsQuery } from "../../../queries/wire";
import type { Listing } from "../../listing";
import { changesOnly, withoutDefaults } from "../request-body";
import { checkCloudServiceProject, checkCloudServiceWriter, checkReader } from "../roles";
import { ServiceClient, type Search } from "../service-client";
import { statisticsReply, struct, type Struct } from "../wire";
import { changeReply, type ChangeRecord } from "./change-record";
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

const analyzeReply = z.object({ results: z.array(struct), more: z.boolean().exactOptional() });
const exportReply = z.object({ download_url: z.string().min(1) });

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
  async update(id: string, changes: CloudServiceChanges): Promise<CloudService | undefined> {
    checkCloudServiceWriter(this.claims);
    const { reference } = changes;
    return this.change(inventoryOperations.updateCloudService, cloudServiceReply, {
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
    checkReader(this.claims);
    return this.call(inventoryOperations.getCloudService, cloudServiceReply, { cloud_service_id: id });
  }

  /** The cloud services of a type that are not deleted, without their metadata: all, or at least `most`. */
  async listByType(type: CloudServiceType, most: number): Promise<readonly CloudService[]> {
    return this.list(typeBody(type), most);
  }

  /**
   * The cloud services whose reference names a resource, without their metadata. There may be several, and never any other
   * one, however the service searches: who asks may delete them.
   */
  async listByReference(resourceId: string): Promise<readonly CloudService[]> {
    const found = await this.list({ "reference.resource_id": resourceId });
    return found.filter(({ reference }) => reference.resourceId === resourceId);
  }

  /** The cloud services of a search, without their metadata. */
  find(search: Search): Listing<CloudService> {
    return this.search(inventoryOperations.listCloudServices, cloudServiceReply, search);
  }

  countFound(search: { readonly parameters: Struct; readonly query: WireFilters }): Promise<number> {
    return this.count(inventoryOperations.listCloudServices, cloudServiceReply, search);
  }

  async stat(query: WireStatisticsQuery): Promise<z.infer<typeof statisticsReply>> {
    checkReader(this.claims);
    return this.call(inventoryOperations.statCloudServices, statisticsReply, { query });
  }

  async analyze(query: WireAnalyzeQuery): Promise<z.infer<typeof analyzeReply>> {
    checkReader(this.claims);
    return this.call(inventoryOperations.analyzeCloudServices, analyzeReply, { query });
  }

  /** Makes a file of tables, and answers the address from which it can be loaded. */
  async export(tables: Struct): Promise<string> {
    checkReader(this.claims);
    return (await this.call(inventoryOperations.exportCloudServices, exportReply, tables)).download_url;
  }

  /** The changes of a cloud service. */
  listChanges(search: Search): Listing<ChangeRecord> {
    return this.search(inventoryOperations.listChangeHistory, changeReply, search);
  }

  private list(values: Readonly<Record<string, string>>, most?: number): Promise<readonly CloudService[]> {
    return this.matching(inventoryOperations.listCloudServices, cloudServiceReply, "cloud_service_id", values, most);
  }
}
