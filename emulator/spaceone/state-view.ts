import type { Store } from "../store/store";
import { seedCollections, type SeedName } from "./objects";

/** SpaceONE's objects as GET /_emulator/state shows them. */
export function showSpaceoneState(store: Store): Record<string, unknown[]> {
  const list = (name: SeedName) => Array.from(store.of(seedCollections[name]).all());
  return {
    cloudServices: [],
    secrets: [],
    domains: list("domains"),
    workspaces: list("workspaces"),
    projects: list("projects"),
    serviceAccounts: list("service_accounts"),
    trustedSecrets: list("trusted_secrets"),
    apps: list("apps"),
    dataSources: list("data_sources"),
    costs: list("costs"),
  };
}
