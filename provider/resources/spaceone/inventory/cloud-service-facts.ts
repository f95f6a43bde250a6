import type { CloudService } from "../../../clients/spaceone/inventory/cloud-service";
import type { CloudServiceArgs, CloudServiceOutputs } from "./cloud-service-contract";

/** A cloud service as inputs: with all of its data, and of tags and metadata the branch of programs. */
export function cloudServiceInputs(service: CloudService): Omit<CloudServiceArgs, "keepAliveTrigger"> {
  return {
    provider: service.provider,
    cloudServiceGroup: service.group,
    cloudServiceType: service.type,
    data: service.data,
    reference: {
      ...(service.reference.resourceId === "" ? {} : { resourceId: service.reference.resourceId }),
      ...(service.reference.externalLink === "" ? {} : { externalLink: service.reference.externalLink }),
    },
    name: service.name,
    account: service.account,
    instanceType: service.instanceType,
    ...(service.instanceSize === 0 ? {} : { instanceSize: service.instanceSize }),
    regionCode: service.regionCode,
    projectId: service.projectId,
    ipAddresses: [...service.ipAddresses],
    metadata: service.metadata,
    tags: service.tags,
  };
}

export function cloudServiceOutputs(service: CloudService): CloudServiceOutputs {
  return {
    cloudServiceId: service.id,
    state: service.state,
    domainId: service.domainId,
    workspaceId: service.workspaceId,
    createdAt: service.createdAt,
    updatedAt: service.updatedAt,
  };
}
