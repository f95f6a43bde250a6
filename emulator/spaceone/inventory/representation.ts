import type { CloudService } from "./cloud-service";
import { shownTags } from "./tags";

/** A cloud service as create, update and get answer it. */
export function cloudServiceFields(cloudService: CloudService) {
  return { ...cloudService, tags: shownTags(cloudService.tags) };
}

/**
 * A cloud service in a list: a field that was not loaded has the default of the model. So a deleted cloud service is
 * `ACTIVE` if its state was not loaded (SPO 2).
 */
export function listedFields({ metadata: _, ...loaded }: Partial<CloudService>) {
  const { collection_info = {}, data = {}, state = "ACTIVE", tag_keys = {}, tags = {} } = loaded;
  return { ...loaded, collection_info, data, state, tag_keys, tags: shownTags(tags) };
}

export function minimalFields(loaded: Partial<CloudService>) {
  const { cloud_service_id, cloud_service_group, cloud_service_type, name, project_id, provider } = loaded;
  const { reference, region_code, state = "ACTIVE" } = loaded;
  return {
    cloud_service_id,
    name,
    state,
    cloud_service_type,
    cloud_service_group,
    provider,
    reference,
    region_code,
    project_id,
  };
}
