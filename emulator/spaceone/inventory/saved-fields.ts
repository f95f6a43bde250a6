import { trimmedMembers, trimmedText } from "../trim";
import type { DecodedOf } from "../wire/message";
import type { CloudService, Reference } from "./cloud-service";
import type { updateCloudServiceRequest } from "./messages";

/**
 * The fields that both create and update take, and that are stored as they were sent, except that texts are trimmed.
 */
type PlainFields = Pick<
  DecodedOf<typeof updateCloudServiceRequest>,
  "name" | "account" | "instance_type" | "instance_size" | "ip_addresses" | "region_code" | "project_id"
>;

type SavedFields = Partial<Pick<CloudService, keyof PlainFields>>;

/** The sent fields as they are stored. Addresses stay as they are, since they are in a list (SPO 1). */
export function savedFields(params: PlainFields): SavedFields {
  const { name, account, instance_type, instance_size, ip_addresses, region_code, project_id } = params;
  return {
    ...(name !== undefined && { name: name.trim() }),
    ...(account !== undefined && { account: account.trim() }),
    ...(instance_type !== undefined && { instance_type: instance_type.trim() }),
    ...(instance_size !== undefined && { instance_size }),
    ...(ip_addresses !== undefined && { ip_addresses }),
    ...(region_code !== undefined && { region_code: region_code.trim() }),
    ...(project_id !== undefined && { project_id: project_id.trim() }),
  };
}

export function savedReference(reference: Reference): Reference {
  return trimmedMembers<string>(reference, trimmedText);
}
