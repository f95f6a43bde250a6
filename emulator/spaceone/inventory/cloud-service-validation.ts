import { databaseFailure } from "../errors";
import { dollarNames, longerThan, refuseInvalid, tooLong } from "../validation";
import type { CloudService } from "./cloud-service";

const maxText = 255;

/**
 * Checks a cloud service against the service's model, in the model's order. Two of its fields are composed of others
 * and never answered.
 */
export function refuseInvalidCloudService(cloudService: CloudService, hasReference: boolean): void {
  const { account, instance_type, ip_addresses, provider, region_code } = cloudService;
  const { cloud_service_group, cloud_service_type, domain_id, workspace_id } = cloudService;
  const place = `${domain_id}.${workspace_id}.${provider}`;
  refuseInvalid("CloudService", {
    account: longerThan(maxText, account),
    instance_type: longerThan(maxText, instance_type),
    ip_addresses: longerThan(maxText, ip_addresses),
    cloud_service_group: longerThan(maxText, cloud_service_group),
    cloud_service_type: longerThan(maxText, cloud_service_type),
    provider: longerThan(maxText, provider),
    ref_cloud_service_type: longerThan(maxText, `${place}.${cloud_service_group}.${cloud_service_type}`),
    data: dollarNames(cloudService.data),
    metadata: dollarNames(Object.fromEntries(Object.values(cloudService.metadata).entries())),
    // The default of the model is not a valid reference (SPO 0).
    reference: hasReference ? undefined : "Invalid embedded document instance provided to an EmbeddedDocumentField",
    tags: dollarNames(tagValues(cloudService)),
    region_code: longerThan(maxText, region_code),
    ref_region: longerThan(maxText, region_code === null ? undefined : `${place}.${region_code}`),
  });
}

/** The values of all tags. The keys are stored hashed, so only names inside the values can be refused. */
function tagValues({ tags }: CloudService) {
  const values = Object.values(tags).flatMap((branch) => Object.values(branch).map(({ value }) => value));
  return Object.fromEntries(values.entries());
}

/** An update checks lengths only, and its message does not name the field. */
export function refuseTooLong({ account, instance_type, ip_addresses, region_code }: Partial<CloudService>): void {
  const values = [account, instance_type, ip_addresses, region_code];
  if (values.some((value) => longerThan(maxText, value) !== undefined)) throw databaseFailure(tooLong);
}
