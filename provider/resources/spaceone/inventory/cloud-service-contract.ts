import type { JsonObject } from "../json-object";

/** Where a cloud service is found outside of SpaceONE. */
export interface CloudServiceReference {
  /** Id of the resource in its own cloud; collectors find it by this. */
  resourceId?: string;
  /** URL of the resource in its own console. */
  externalLink?: string;
}

/** Inputs of a cloud service. */
export interface CloudServiceArgs {
  /** Provider, 1 to 255 characters: `aws`, `scp`. A change replaces the cloud service. */
  provider: string;
  /** Group, 1 to 255 characters: `KMS`. A change replaces the cloud service. */
  cloudServiceGroup: string;
  /** Type, 1 to 255 characters: `Key`. A change replaces the cloud service. */
  cloudServiceType: string;
  /**
   * Data about the resource. Only the names that the program gives at the top level are managed. A name that the program
   * removes is set to null, which counts as absent. Names must not begin with `$`; lists hold values of one type.
   */
  data: JsonObject;
  /** Where the resource is found elsewhere. Default: nowhere. */
  reference?: CloudServiceReference;
  /** Name. Clearing it replaces the cloud service. */
  name?: string;
  /** Account in the resource's cloud, up to 255 characters. Clearing it replaces the cloud service. */
  account?: string;
  /** Type of the instance, up to 255 characters. Clearing it replaces the cloud service. */
  instanceType?: string;
  /** Size of the instance, more than 0. Clearing it replaces the cloud service. */
  instanceSize?: number;
  /** Region in the resource's cloud, up to 255 characters. Clearing it replaces the cloud service. */
  regionCode?: string;
  /** Id of a project of SpaceONE. A token of role WORKSPACE_MEMBER needs it. Clearing it replaces the cloud service. */
  projectId?: string;
  /** Addresses. Clearing them replaces the cloud service. */
  ipAddresses?: string[];
  /**
   * The program's metadata (the branch `custom`). While the program gives none, a refresh of several cloud services does not
   * notice what others add: it reads lists, which leave metadata out.
   */
  metadata?: JsonObject;
  /** The program's tags (the branch `custom`). */
  tags?: JsonObject;
  /**
   * Any text. A change of it alone sends an empty update, which restarts the clock of the service's clean-up: it deletes
   * what was not updated for 48 hours.
   */
  keepAliveTrigger?: string;
}

/** Outputs of a cloud service besides its inputs. */
export interface CloudServiceOutputs {
  /** Id of the cloud service; the same as `id`. */
  cloudServiceId: string;
  /** `ACTIVE`, `DISCONNECTED` or `DELETED`. */
  state: string;
  /** Tenant. */
  domainId: string;
  /** Workspace. */
  workspaceId: string;
  /** When it was made. */
  createdAt: string;
  /** When it was last updated, by whomever. */
  updatedAt: string;
}
