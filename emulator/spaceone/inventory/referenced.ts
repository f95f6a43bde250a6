import type { Store } from "../../store/store";
import type { Struct } from "../json";
import { seedCollections, type SeededObject } from "../objects";
import type { Model } from "../query/model";

// Regions and types of cloud services exist as far as they are seeded. Cloud services refer to them by keys that are
// composed of their place and their names.

export const regionModel: Model = {
  name: "Region",
  fields: {
    region_id: "text",
    name: "text",
    region_key: "text",
    region_code: "text",
    provider: "text",
    ref_region: "text",
    tags: "object",
    workspace_id: "text",
    domain_id: "text",
    updated_by: "text",
    created_at: "time",
    updated_at: "time",
  },
  aliases: {},
  minimal: [],
};

export const cloudServiceTypeModel: Model = {
  name: "CloudServiceType",
  fields: {
    cloud_service_type_id: "text",
    name: "text",
    provider: "text",
    group: "text",
    cloud_service_type_key: "text",
    ref_cloud_service_type: "text",
    service_code: "text",
    is_primary: "boolean",
    is_major: "boolean",
    resource_type: "text",
    labels: "texts",
    metadata: "object",
    tags: "object",
    workspace_id: "text",
    domain_id: "text",
    updated_by: "text",
    created_at: "time",
    updated_at: "time",
  },
  aliases: {},
  minimal: [],
};

export function storedRegions(store: Store): Struct[] {
  return Array.from(store.of(seedCollections.regions).all(), (region) => {
    const { provider, region_code } = region;
    return { ref_region: composed(region, provider, region_code), ...(region as Struct) };
  });
}

export function storedTypes(store: Store): Struct[] {
  return Array.from(store.of(seedCollections.cloud_service_types).all(), (type) => {
    const { group, name, provider } = type;
    return { ref_cloud_service_type: composed(type, provider, group, name), ...(type as Struct) };
  });
}

function composed({ domain_id, workspace_id }: SeededObject, ...names: readonly unknown[]): string {
  return [domain_id, workspace_id, ...names].map(String).join(".");
}
