import { defineCollection, type CollectionDefinition } from "../store/collection";

/** An object that tests seed: its id, and whatever fields the API has for it. */
export type SeededObject = Readonly<Record<string, unknown>>;

function seeded(name: string, idField: string): CollectionDefinition<SeededObject> & { readonly idField: string } {
  return { ...defineCollection<SeededObject>({ name, id: (object) => String(object[idField]) }), idField };
}

/** What POST /_emulator/spaceone/seed takes, by the name of its list. */
export const seedCollections = {
  domains: seeded("spaceone.domains", "domain_id"),
  workspaces: seeded("spaceone.workspaces", "workspace_id"),
  projects: seeded("spaceone.projects", "project_id"),
  service_accounts: seeded("spaceone.service-accounts", "service_account_id"),
  trusted_secrets: seeded("spaceone.trusted-secrets", "trusted_secret_id"),
  apps: seeded("spaceone.apps", "client_id"),
  data_sources: seeded("spaceone.data-sources", "data_source_id"),
  costs: seeded("spaceone.costs", "cost_id"),
  regions: seeded("spaceone.regions", "region_id"),
  cloud_service_types: seeded("spaceone.cloud-service-types", "cloud_service_type_id"),
} as const;

/** Where a seeded object is that does not say so. */
export interface SeedPlace {
  readonly domain_id: string;
  readonly workspace_id: string;
}

export type SeedName = keyof typeof seedCollections;
