import { z } from "zod";
import type { SeedPlace } from "../objects";
import { spaceoneTimestamp } from "../timestamp";
import { cloudServices } from "./cloud-service";
import { savedTags } from "./tags";

const text = z.string();
const name = text.nullable().exactOptional();
const part = text.exactOptional();
const time = z.iso.datetime().exactOptional();
const struct = z.record(text, z.json());

/** A cloud service in the form of replies, as a collector brings it: tags and metadata are by branch. */
export const seededCloudService = z.strictObject({
  cloud_service_id: text.min(1),
  name,
  state: z.enum(["ACTIVE", "DISCONNECTED", "DELETED"]).exactOptional(),
  ip_addresses: z.array(text).exactOptional(),
  account: name,
  instance_type: name,
  instance_size: z.number().nullable().exactOptional(),
  cloud_service_type: text.min(1),
  cloud_service_group: text.min(1),
  provider: text.min(1),
  data: struct.exactOptional(),
  metadata: z.record(text, struct).exactOptional(),
  reference: z.strictObject({ resource_id: part, external_link: part }).exactOptional(),
  tags: z.record(text, struct).exactOptional(),
  collection_info: z
    .strictObject({ service_account_id: part, secret_id: part, collector_id: part, last_collected_at: time })
    .exactOptional(),
  region_code: name,
  project_id: part,
  domain_id: part,
  workspace_id: part,
  created_at: time,
  updated_at: time,
  deleted_at: time,
});

/** Without a name, a region and whatever else a cloud service need not have. */
const bare = {
  name: null,
  ip_addresses: [],
  account: null,
  instance_type: null,
  instance_size: null,
  data: {},
  metadata: {},
  reference: {},
  region_code: null,
};

/** The change that stores a seeded cloud service. What it leaves out is as if it was collected now, in this place. */
export function cloudServiceSeeded(seeded: z.output<typeof seededCloudService>, place: SeedPlace, now: number) {
  const { tags = {}, ...given } = seeded;
  const { created_at, updated_at = spaceoneTimestamp(now), deleted_at } = given;
  const { state = deleted_at === undefined ? "ACTIVE" : "DELETED" } = given;
  const branches = Object.entries(tags);
  return cloudServices.put({
    ...bare,
    ...place,
    ...given,
    state,
    tags: Object.fromEntries(branches.map(([branch, members]) => [branch, savedTags(members)])),
    tag_keys: Object.fromEntries(branches.map(([branch, members]) => [branch, Object.keys(members)])),
    collection_info: { last_collected_at: updated_at, ...given.collection_info },
    created_at: created_at ?? updated_at,
    updated_at,
    deleted_at: deleted_at ?? (state === "DELETED" ? updated_at : null),
  });
}
