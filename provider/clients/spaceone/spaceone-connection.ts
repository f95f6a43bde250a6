import type { SettingsSource } from "../../settings/reading/source";
import { readSpaceoneSettings } from "../../settings/reading/spaceone-settings";
import { isLoopback } from "../../settings/reading/values";
import { SharedClients, type CloudConnection, type ConnectionPlace, type Reports } from "../cloud-connection";
import type { Deadline } from "../http/deadline";
import { shortHash } from "../short-hash";
import { CloudServicesClient } from "./inventory/cloud-services-client";
import { SpaceoneSecretsClient } from "./secret/spaceone-secrets-client";
import { SpaceoneClient } from "./spaceone-client";

/** SpaceONE's services, as a resource definition calls them. */
export interface SpaceoneServices {
  readonly cloudServices: CloudServicesClient;
  readonly secrets: SpaceoneSecretsClient;
}

const clients = new SharedClients<SpaceoneClient>();

/** Connects to SpaceONE with the settings of a source. */
export class SpaceoneConnection implements CloudConnection<SpaceoneServices> {
  private readonly client: SpaceoneClient;

  constructor(source: SettingsSource, { log, warn }: Reports) {
    const settings = readSpaceoneSettings(source);
    this.client = clients.of(settings, () => new SpaceoneClient(settings, log, warn));
  }

  services(deadline: Deadline): SpaceoneServices {
    const { client } = this;
    return {
      cloudServices: new CloudServicesClient(client, deadline),
      secrets: new SpaceoneSecretsClient(client, deadline),
    };
  }

  /** The role of the token: DOMAIN_ADMIN, WORKSPACE_OWNER or WORKSPACE_MEMBER. */
  role(): string | undefined {
    return this.client.claims.role;
  }

  place(): ConnectionPlace {
    const { settings, claims } = this.client;
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

  serviceTime(localMs: number): number {
    return this.client.serviceTime(localMs);
  }

  /** Says that the token has expired; undefined while it has not. */
  expired(): string | undefined {
    return this.client.expired();
  }

  secrets(): readonly string[] {
    return [this.client.settings.token.value];
  }
}
