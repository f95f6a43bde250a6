import type { SettingsSource } from "../../settings/reading/source";
import { readSpaceoneSettings } from "../../settings/reading/spaceone-settings";
import { isLoopback } from "../../settings/reading/values";
import {
  servicesOf,
  SharedClients,
  type CloudConnection,
  type ConnectionPlace,
  type Reports,
  type ServicesOf,
} from "../cloud-connection";
import type { Deadline } from "../http/deadline";
import { shortHash } from "../short-hash";
import type * as costs from "./cost-analysis/costs-client";
import type * as cloudServices from "./inventory/cloud-services-client";
import type * as secrets from "./secret/spaceone-secrets-client";
import { SpaceoneClient } from "./spaceone-client";

/** The client of each service, by the name that resource definitions call it. */
const services = {
  cloudServices: () => (require("./inventory/cloud-services-client") as typeof cloudServices).CloudServicesClient,
  secrets: () => (require("./secret/spaceone-secrets-client") as typeof secrets).SpaceoneSecretsClient,
  costs: () => (require("./cost-analysis/costs-client") as typeof costs).CostsClient,
};

/** SpaceONE's services, as a resource definition calls them. */
export type SpaceoneServices = ServicesOf<typeof services>;

const servicesFor = servicesOf<SpaceoneClient, typeof services>(services);
const clients = new SharedClients<SpaceoneClient>();

/** Connects to SpaceONE with the settings of a source. */
export class SpaceoneConnection implements CloudConnection<SpaceoneServices> {
  private readonly client: SpaceoneClient;
  private known: ConnectionPlace | undefined;

  constructor(source: SettingsSource, { log, warn }: Reports) {
    const settings = readSpaceoneSettings(source);
    this.client = clients.of(settings, () => new SpaceoneClient(settings, log, warn));
  }

  services(deadline: Deadline): SpaceoneServices {
    return servicesFor(this.client, deadline);
  }

  /** The role of the token: DOMAIN_ADMIN, WORKSPACE_OWNER or WORKSPACE_MEMBER. */
  role(): string | undefined {
    return this.client.claims.role;
  }

  place(): ConnectionPlace {
    return (this.known ??= placeOf(this.client));
  }

  serviceTime(localMs: number): number {
    return this.client.serviceTime(localMs);
  }

  knowsTime(): boolean {
    return this.client.knowsTime;
  }

  /** Says that the token has expired; undefined while it has not. */
  expired(): string | undefined {
    return this.client.expired();
  }

  secrets(): readonly string[] {
    return [this.client.settings.token.value];
  }
}

function placeOf({ settings, claims }: SpaceoneClient): ConnectionPlace {
  const { endpoint, token } = settings;
  const isElsewhere = "api" in endpoint && !isLoopback(endpoint.api.hostname);
  return {
    environment: isElsewhere ? endpoint.api.host : undefined,
    region: undefined,
    account: undefined,
    domain: claims.domainId,
    workspace: claims.workspaceId,
    credential: shortHash(claims.clientId ?? token.value),
  };
}
