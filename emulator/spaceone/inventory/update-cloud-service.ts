import { answeredUpdate } from "../../world/change-replies";
import { isEqual } from "../equality";
import { alreadyDeleted } from "../errors";
import { findProject } from "../identity";
import type { Struct } from "../json";
import { defineOperation, requireParameters } from "../operation";
import { spaceoneTimestamp } from "../timestamp";
import { trimmedStruct } from "../trim";
import type { DecodedOf } from "../wire/message";
import { writeCloudServices } from "./access";
import { changesRecorded } from "./change-record";
import { cloudServices, type CloudService } from "./cloud-service";
import { findCloudService } from "./cloud-service-access";
import { refuseTooLong } from "./cloud-service-validation";
import { differences } from "./difference";
import { cloudServiceInfo, updateCloudServiceRequest } from "./messages";
import { cloudServiceFields } from "./representation";
import { savedFields, savedReference } from "./saved-fields";
import { customBranch, hashedTags, savedTags } from "./tags";

/**
 * Updates a cloud service. Even an update without any change sets `updated_at`, and so restarts the clean-up's clock
 * (SPO 0).
 */
export const updateCloudService = defineOperation({
  request: updateCloudServiceRequest,
  reply: cloudServiceInfo,
  access: writeCloudServices,
  perform(request) {
    const { caller, context, now, params } = request;
    requireParameters(params, "cloud_service_id", "workspace_id", "domain_id");
    const before = findCloudService(request, params);
    if (params.project_id !== undefined) findProject(context, caller, params.project_id);
    if (before.state === "DELETED") throw alreadyDeleted("CloudService", before.cloud_service_id);
    const changes = { ...savedFields(params), ...changedObjects(before, params) };
    refuseTooLong(changes);
    const time = spaceoneTimestamp(now);
    const after = {
      ...before,
      ...changes,
      ...changedBranches(before, params),
      collection_info: { last_collected_at: time },
      updated_at: time,
    };
    const { store } = context;
    const recorded = changesRecorded(store, "UPDATE", after, recordedDifferences(before, changes, params), now);
    store.commit(cloudServices.put(after), ...recorded);
    const shown = answeredUpdate(request, before, after);
    return shown === undefined ? {} : cloudServiceFields(shown);
  },
});

type Sent = DecodedOf<typeof updateCloudServiceRequest>;

/** A reference is replaced as a whole. Data is replaced name by name, and only if something in it is new (SPO 2). */
function changedObjects(before: CloudService, { data, reference }: Sent) {
  return {
    ...(reference !== undefined && { reference: savedReference(reference) }),
    ...(data !== undefined && isNews(data, before.data) && { data: { ...before.data, ...trimmedStruct(data) } }),
  };
}

function isNews(data: Struct, before: Struct): boolean {
  return Object.entries(data).some(
    ([name, value]) => !isEqual(value, Object.hasOwn(before, name) ? before[name] : null),
  );
}

/**
 * The service compares the tags of an update with the same tags as they were sent, so the record shows only what
 * trimming has removed (SPO 11).
 */
function recordedDifferences(before: CloudService, changes: Partial<CloudService>, { tags }: Sent) {
  return differences(
    { ...changes, tags: tags && { [customBranch]: savedTags(tags) } },
    { ...before, tags: tags && { [customBranch]: hashedTags(tags) } },
  );
}

/**
 * Updates write under `custom`, whoever made the cloud service. They replace that branch and change no other one (SPO
 * 2).
 */
function changedBranches(before: CloudService, { metadata, tags }: Sent) {
  return {
    ...(tags !== undefined && !isEqual(hashedTags(tags), before.tags[customBranch]) && changedTags(before, tags)),
    ...(metadata !== undefined && { metadata: { ...before.metadata, [customBranch]: trimmedStruct(metadata) } }),
  };
}

/** The same tags in another order leave the list of keys unchanged. */
function changedTags(before: CloudService, tags: Struct) {
  return {
    tags: { ...before.tags, [customBranch]: savedTags(tags) },
    tag_keys: { ...before.tag_keys, [customBranch]: Object.keys(tags) },
  };
}
