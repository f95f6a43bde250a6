import type { Tenancy } from "../caller";
import { newSpaceoneId } from "../identifier";
import { findProject } from "../identity";
import { defineOperation, requireParameters } from "../operation";
import { spaceoneTimestamp } from "../timestamp";
import { trimmedStruct } from "../trim";
import type { DecodedOf } from "../wire/message";
import { writeCloudServices } from "./access";
import { changesRecorded } from "./change-record";
import { cloudServices, type CloudService } from "./cloud-service";
import { refuseInvalidCloudService } from "./cloud-service-validation";
import { differences } from "./difference";
import { cloudServiceInfo, createServiceRequest } from "./messages";
import { cloudServiceFields } from "./representation";
import { savedFields, savedReference } from "./saved-fields";
import { hashedTags, savedTags } from "./tags";

export const createCloudService = defineOperation({
  request: createServiceRequest,
  reply: cloudServiceInfo,
  access: writeCloudServices,
  perform({ caller, context, now, params }) {
    requireParameters(params, ...requiredNames);
    if (params.project_id !== undefined) findProject(context, caller, params.project_id);
    const cloudService = newCloudService(params, now);
    refuseInvalidCloudService(cloudService, params.reference !== undefined);
    // The record of a creation shows what was sent, not what is saved (SPO 11).
    const tags = params.tags && { [params.provider]: hashedTags(params.tags) };
    const { store } = context;
    const recorded = changesRecorded(store, "CREATE", cloudService, differences({ ...params, tags }, {}), now);
    store.commit(cloudServices.put(cloudService), ...recorded);
    return cloudServiceFields(cloudService);
  },
});

const requiredNames = [
  "cloud_service_type",
  "cloud_service_group",
  "provider",
  "workspace_id",
  "domain_id",
  "data",
] as const;

type Sent = DecodedOf<typeof createServiceRequest> & Tenancy;
type Complete = Sent & { readonly [Name in (typeof requiredNames)[number]]-?: NonNullable<Sent[Name]> };

function newCloudService(params: Complete, now: number): CloudService {
  const { data, domain_id, metadata, reference = {}, tags, workspace_id } = params;
  const provider = params.provider.trim();
  const time = spaceoneTimestamp(now);
  return {
    cloud_service_id: newSpaceoneId("cloud-svc"),
    name: null,
    state: "ACTIVE",
    ip_addresses: [],
    account: null,
    instance_type: null,
    instance_size: null,
    region_code: null,
    ...savedFields(params),
    cloud_service_type: params.cloud_service_type.trim(),
    cloud_service_group: params.cloud_service_group.trim(),
    provider,
    data: trimmedStruct(data),
    // Both go under the provider, where no later call can change them (SPO 2).
    metadata: metadata ? { [provider]: trimmedStruct(metadata) } : {},
    tags: tags ? { [provider]: savedTags(tags) } : {},
    tag_keys: tags ? { [provider]: Object.keys(tags) } : {},
    reference: savedReference(reference),
    collection_info: { last_collected_at: time },
    domain_id,
    workspace_id,
    created_at: time,
    updated_at: time,
    deleted_at: null,
  };
}
