import { readScpSettings } from "../../settings/reading/scp-settings";
import { warningsOfVersions, type ScpServiceName } from "../../settings/reading/scp-services";
import type { SettingsSource } from "../../settings/reading/source";
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
import type * as certificates from "./certificatemanager/certificates-client";
import type * as inspections from "./configinspection/inspections-client";
import type * as keyUse from "./kms/key-use-client";
import type * as kms from "./kms/kms-client";
import { ScpClient } from "./scp-client";
import type * as secrets from "./secretsmanager/secrets-client";
import type * as vaults from "./secretvault/vaults-client";

/** The client of each service, by the name that resource definitions call it. */
const services = {
  kms: () => (require("./kms/kms-client") as typeof kms).KmsClient,
  keyUse: () => (require("./kms/key-use-client") as typeof keyUse).KeyUseClient,
  secrets: () => (require("./secretsmanager/secrets-client") as typeof secrets).SecretsClient,
  certificates: () => (require("./certificatemanager/certificates-client") as typeof certificates).CertificatesClient,
  vaults: () => (require("./secretvault/vaults-client") as typeof vaults).VaultsClient,
  inspections: () => (require("./configinspection/inspections-client") as typeof inspections).InspectionsClient,
};

/** SCP's services, as a resource definition calls them. */
export type ScpServices = ServicesOf<typeof services>;

const servicesFor = servicesOf<ScpClient, typeof services>(services);
const clients = new SharedClients<ScpClient>();

/** Connects to SCP with the settings of a source. */
export class ScpConnection implements CloudConnection<ScpServices> {
  private readonly client: ScpClient;
  private readonly known: ConnectionPlace;

  constructor(source: SettingsSource, { log, warn }: Reports) {
    const settings = readScpSettings(source);
    this.client = clients.of(settings, () => {
      for (const warning of warningsOfVersions(settings.apiVersions, Date.now())) warn(warning);
      return new ScpClient(settings, log, Date.now, warn);
    });
    const { environment, region, accountId, accessKey } = settings;
    this.known = { environment, region, account: accountId, credential: shortHash(accessKey) };
  }

  services(deadline: Deadline): ScpServices {
    return servicesFor(this.client, deadline);
  }

  apiVersion(service: ScpServiceName): string {
    return this.client.apiVersion(service);
  }

  place(): ConnectionPlace {
    return this.known;
  }

  serviceTime(localMs: number): number {
    return this.client.serviceTime(localMs);
  }

  knowsTime(): boolean {
    return this.client.knowsTime;
  }

  secrets(): readonly string[] {
    const { secretKey, accessKey } = this.client.settings;
    return [secretKey, accessKey];
  }
}
