import { trimmedMembers, trimmedText } from "../trim";
import type { DecodedOf } from "../wire/message";
import type { CloudService, Reference } from "./cloud-service";
import type { updateCloudServiceRequest } from "./messages";

/** What create and update both can send and what is saved as it is, but for space around texts. */
type PlainFields = Pick<
  DecodedOf<typeof updateCloudServiceRequest>,
  "name" | "account" | "instance_type" | "instance_size" | "ip_addresses" | "region_code" | "project_id"
>;

type SavedFields = Partial<Pick<CloudService, keyof PlainFields>>;

/** Only those that were sent. Addresses are in a list, and so stay as they are (SPO 1). */
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
