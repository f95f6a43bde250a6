import type { Store } from "../store/store";
import { seedCollections, type SeedName } from "./objects";
import { spaceoneServices } from "./services";

type StateLists = Readonly<Record<string, readonly unknown[]>>;

/** SpaceONE's objects as GET /_emulator/state shows them. */
export function showSpaceoneState(store: Store): Record<string, readonly unknown[]> {
  const list = (name: SeedName) => Array.from(store.of(seedCollections[name]).all());
  return {
    ...(Object.assign({}, ...spaceoneServices.map((service) => service.showState(store))) as StateLists),
    domains: list("domains"),
    workspaces: list("workspaces"),
    projects: list("projects"),
    serviceAccounts: list("service_accounts"),
    trustedSecrets: list("trusted_secrets"),
    apps: list("apps"),
    dataSources: list("data_sources"),
    costs: list("costs"),
    regions: list("regions"),
    cloudServiceTypes: list("cloud_service_types"),
  };
}
