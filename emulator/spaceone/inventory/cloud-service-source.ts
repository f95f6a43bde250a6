import { listed } from "../../world/lag";
import type { Tenancy } from "../caller";
import type { Struct } from "../json";
import type { ServiceRequest } from "../operation";
import type { Join, Model } from "../query/model";
import type { Filter } from "../wire/query";
import { changeRecords } from "./change-record";
import { cloudServices, type CloudService } from "./cloud-service";
import { cloudServiceModel } from "./cloud-service-model";
import { cloudServiceTypeModel, regionModel, storedRegions, storedTypes } from "./referenced";

export interface CloudServiceSource {
  readonly model: Model;
  readonly records: readonly Struct[];
}

/** The cloud services of a domain as queries see them, with what they can be joined with. */
export function cloudServiceSource(
  request: ServiceRequest<unknown>,
  tenancy: Tenancy & { readonly domain_id: string },
) {
  const { store } = request.context;
  const records = listed(request, store.of(cloudServices).owned(tenancy.domain_id)).map(asStored);
  const [regions, types] = [storedRegions(store), storedTypes(store)];
  const collections: Readonly<Record<string, () => readonly Struct[]>> = {
    cloud_service: () => records,
    cloud_service_type: () => types,
    record: () => Array.from(store.of(changeRecords).all(), (record) => ({ ...record })),
    region: () => regions,
  };
  const join = (model: Model, joined: readonly Struct[]): Join => ({
    model,
    records: joined,
    limits: limitsOf(tenancy),
  });
  const model: Model = {
    ...cloudServiceModel,
    joins: { ref_cloud_service_type: join(cloudServiceTypeModel, types), ref_region: join(regionModel, regions) },
    related: (name) => (Object.hasOwn(collections, name) ? (collections[name]?.() ?? []) : []),
  };
  return { model, records };
}

/** The keys of the region and of the type are never answered. */
function asStored(cloudService: CloudService): Struct {
  const { cloud_service_group, cloud_service_type, domain_id, provider, region_code, workspace_id } = cloudService;
  const place = `${domain_id}.${workspace_id}.${provider}`;
  return {
    ...cloudService,
    ref_cloud_service_type: `${place}.${cloud_service_group}.${cloud_service_type}`,
    ref_region: region_code === null ? null : `${place}.${region_code}`,
  };
}

function limitsOf({ domain_id, workspace_id }: Tenancy): Filter[] {
  return [
    ...(domain_id === undefined ? [] : [{ k: "domain_id", v: domain_id, o: "eq" }]),
    ...(workspace_id === undefined ? [] : [{ k: "workspace_id", v: workspace_id, o: "eq" }]),
  ];
}
