import type { Deadline } from "./http/deadline";
import type { RequestLog } from "./http/request-log";
import { CertificatesClient } from "./scp/certificatemanager/certificates-client";
import { isLoopback } from "./setting-values";
import type { SettingsSource } from "./settings";
import { shortHash } from "./short-hash";
import { warningsOfVersions } from "./scp/api-versions";
import { InspectionsClient } from "./scp/configinspection/inspections-client";
import { KmsClient } from "./scp/kms/kms-client";
import { VaultsClient } from "./scp/secretvault/vaults-client";
import { SecretsClient } from "./scp/secretsmanager/secrets-client";
import { ScpClient } from "./scp/scp-client";
import { readScpSettings } from "./scp/settings";
import { CloudServicesClient } from "./spaceone/inventory/cloud-services-client";
import { SpaceoneSecretsClient } from "./spaceone/secret/spaceone-secrets-client";
import { readSpaceoneSettings } from "./spaceone/settings";
import { SpaceoneClient } from "./spaceone/spaceone-client";

/** The clouds that resources live in. */
export type Cloud = "scp" | "spaceone";

/** SCP's services, as a resource definition calls them. */
export interface ScpServices {
  readonly kms: KmsClient;
  readonly secrets: SecretsClient;
  readonly certificates: CertificatesClient;
  readonly vaults: VaultsClient;
  readonly inspections: InspectionsClient;
}

/** SpaceONE's services, as a resource definition calls them. */
export interface SpaceoneServices {
  readonly cloudServices: CloudServicesClient;
  readonly secrets: SpaceoneSecretsClient;
}

/** Where requests go and for whom, as far as the settings say it. */
export interface ConnectionPlace {
  /** Of SpaceONE the API's host; undefined for this machine and where a console has to be asked for it. */
  readonly environment: string | undefined;
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** Of SpaceONE only: the tenant. */
  readonly domain?: string;
  /** Of SpaceONE only: the workspace that the token is bound to, if it is. */
  readonly workspace?: string | undefined;
  /** A digest of the credential. */
  readonly credential: string;
}

type Warn = (message: string) => void;

/** Clients of one set of settings. Settings are read when they are first needed: a program may use one cloud only. */
export class Connection {
  private scpUsed: ScpClient | undefined;
  private spaceoneUsed: SpaceoneClient | undefined;

  constructor(
    private readonly source: SettingsSource,
    private readonly log: RequestLog,
    private readonly warn: Warn = () => undefined,
  ) {}

  scp(deadline: Deadline): ScpServices {
    const client = this.scpClient();
    return {
      kms: new KmsClient(client, deadline),
      secrets: new SecretsClient(client, deadline),
      certificates: new CertificatesClient(client, deadline),
      vaults: new VaultsClient(client, deadline),
      inspections: new InspectionsClient(client, deadline),
    };
  }

  spaceone(deadline: Deadline): SpaceoneServices {
    const client = this.spaceoneClient();
    return {
      cloudServices: new CloudServicesClient(client, deadline),
      secrets: new SpaceoneSecretsClient(client, deadline),
    };
  }

  /** The role of SpaceONE's token: DOMAIN_ADMIN, WORKSPACE_OWNER or WORKSPACE_MEMBER. */
  spaceoneRole(): string | undefined {
    return this.spaceoneClient().claims.role;
  }

  /** Says that the credentials have expired, as far as that is known without asking the service. */
  expiredCredentials(cloud: Cloud): string | undefined {
    return cloud === "scp" ? undefined : this.spaceoneClient().expired();
  }

  place(cloud: Cloud): ConnectionPlace {
    return cloud === "scp" ? scpPlace(this.scpClient()) : spaceonePlace(this.spaceoneClient());
  }

  /** The service's time at a moment of this machine's clock. */
  serviceTime(cloud: Cloud, localMs: number): number {
    return (cloud === "scp" ? this.scpClient() : this.spaceoneClient()).serviceTime(localMs);
  }

  /** Values that must not appear in any message. */
  secrets(): readonly string[] {
    const { scpUsed: scp, spaceoneUsed: spaceone } = this;
    return [
      ...(scp === undefined ? [] : [scp.settings.secretKey, scp.settings.accessKey]),
      ...(spaceone === undefined ? [] : [spaceone.settings.token.value]),
    ];
  }

  private scpClient(): ScpClient {
    this.scpUsed ??= sharedScp(this.source, this.log, this.warn);
    return this.scpUsed;
  }

  private spaceoneClient(): SpaceoneClient {
    this.spaceoneUsed ??= sharedSpaceone(this.source, this.log, this.warn);
    return this.spaceoneUsed;
  }
}

function scpPlace({ settings }: ScpClient): ConnectionPlace {
  const { environment, region, accountId, accessKey } = settings;
  return { environment, region, account: accountId, credential: shortHash(accessKey) };
}

function spaceonePlace({ settings, claims }: SpaceoneClient): ConnectionPlace {
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

/** All kinds of resources of one account share one pool of connections, whatever their number. */
const scpClients = new Map<string, ScpClient>();
const spaceoneClients = new Map<string, SpaceoneClient>();

function sharedScp(source: SettingsSource, log: RequestLog, warn: Warn): ScpClient {
  const settings = readScpSettings(source);
  return shared(scpClients, settings, () => {
    for (const warning of warningsOfVersions(settings.apiVersions, Date.now())) warn(warning);
    return new ScpClient(settings, log, Date.now, warn);
  });
}

function sharedSpaceone(source: SettingsSource, log: RequestLog, warn: Warn): SpaceoneClient {
  const settings = readSpaceoneSettings(source);
  return shared(spaceoneClients, settings, () => new SpaceoneClient(settings, log, warn));
}

function shared<T>(clients: Map<string, T>, settings: object, make: () => T): T {
  const key = JSON.stringify(settings);
  const known = clients.get(key);
  if (known !== undefined) return known;
  const client = make();
  clients.set(key, client);
  return client;
}
