import { z } from "zod";
import { noContent } from "../reply";
import { cloudServiceSeeded, seededCloudService } from "../spaceone/inventory/seeded-cloud-service";
import { seedCollections, type SeedName, type SeedPlace } from "../spaceone/objects";
import { credentialsOf } from "../start-state";
import type { Store } from "../store/store";
import { decodeAdminBody, type AdminCall } from "./call";

const seedNames = Object.keys(seedCollections) as SeedName[];

/** Objects with their id; all else is free, so that tests can seed what a service would not make. */
function objectsOf(name: SeedName) {
  return z.array(z.looseObject({ [seedCollections[name].idField]: z.string().min(1) }));
}

const seedRequest = z.strictObject({
  domains: objectsOf("domains").optional(),
  workspaces: objectsOf("workspaces").optional(),
  projects: objectsOf("projects").optional(),
  service_accounts: objectsOf("service_accounts").optional(),
  trusted_secrets: objectsOf("trusted_secrets").optional(),
  apps: objectsOf("apps").optional(),
  data_sources: objectsOf("data_sources").optional(),
  costs: objectsOf("costs").optional(),
  regions: objectsOf("regions").optional(),
  cloud_service_types: objectsOf("cloud_service_types").optional(),
  cloud_services: z.array(seededCloudService).optional(),
});

/** Adds objects; one with a known id replaces that one. */
export const seed: AdminCall = ({ context, body }) => {
  const { cloud_services = [], ...input } = decodeAdminBody(seedRequest, body);
  const [place, now] = [startPlace(context.store), context.clock.now()];
  const changes = seedNames.flatMap((name) => (input[name] ?? []).map((object) => seedCollections[name].put(object)));
  context.store.commit(...changes, ...cloud_services.map((object) => cloudServiceSeeded(object, place, now)));
  return noContent;
};

/** The workspace of the first line. */
function startPlace(store: Store): SeedPlace {
  const { spaceoneDomainId: domain_id, spaceoneWorkspaceId: workspace_id } = credentialsOf(store);
  return { domain_id, workspace_id };
}
