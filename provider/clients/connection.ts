import type { Deadline } from "./http/deadline";
import type { RequestLog } from "./http/request-log";
import { CertificatesClient } from "./scp/certificatemanager/certificates-client";
import { warningsOfVersions } from "./scp/api-versions";
import { KmsClient } from "./scp/kms/kms-client";
import { SecretsClient } from "./scp/secretsmanager/secrets-client";
import { ScpClient } from "./scp/scp-client";
import { accessKeyHash } from "./scp/keys";
import { readScpSettings } from "./scp/settings";
import type { SettingsSource } from "./settings";

/** The clouds that resources live in. */
export type Cloud = "scp" | "spaceone";

/** SCP's services, as a resource definition calls them. */
export interface ScpServices {
  readonly kms: KmsClient;
  readonly secrets: SecretsClient;
  readonly certificates: CertificatesClient;
}

/** Where requests go and for whom, as far as the settings say it. */
export interface ConnectionPlace {
  readonly environment: string | undefined;
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** A digest of the credential. */
  readonly credential: string;
}

/** Clients of one set of settings. Settings are read when they are first needed: a program may use one cloud only. */
export class Connection {
  private client: ScpClient | undefined;

  constructor(
    private readonly source: SettingsSource,
    private readonly log: RequestLog,
    private readonly warn: (message: string) => void = () => undefined,
  ) {}

  scp(deadline: Deadline): ScpServices {
    const client = this.scpClient();
    return {
      kms: new KmsClient(client, deadline),
      secrets: new SecretsClient(client, deadline),
      certificates: new CertificatesClient(client, deadline),
    };
  }

  place(cloud: Cloud): ConnectionPlace {
    if (cloud === "spaceone") throw new TypeError("SpaceONE is not served yet");
    const { environment, region, accountId, accessKey } = this.scpClient().settings;
    return { environment, region, account: accountId, credential: accessKeyHash(accessKey) };
  }

  /** The service's time at a moment of this machine's clock. */
  serviceTime(cloud: Cloud, localMs: number): number {
    return cloud === "scp" ? this.scpClient().serviceTime(localMs) : localMs;
  }

  /** Values that must not appear in any message. */
  secrets(): readonly string[] {
    return this.client === undefined ? [] : [this.client.settings.secretKey, this.client.settings.accessKey];
  }

  private scpClient(): ScpClient {
    this.client ??= sharedClient(this.source, this.log, this.warn);
    return this.client;
  }
}

/** All kinds of resources of one account share one pool of connections, whatever their number. */
const clients = new Map<string, ScpClient>();

function sharedClient(source: SettingsSource, log: RequestLog, warn: (message: string) => void): ScpClient {
  const settings = readScpSettings(source);
  const key = JSON.stringify(settings);
  let client = clients.get(key);
  if (client === undefined) {
    for (const warning of warningsOfVersions(settings.apiVersions, Date.now())) warn(warning);
    client = new ScpClient(settings, log);
    clients.set(key, client);
  }
  return client;
}
