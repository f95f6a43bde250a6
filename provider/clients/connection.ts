import type { ScpServiceName } from "../settings/reading/scp-services";
import type { SettingsSource } from "../settings/reading/source";
import type { Cloud } from "../settings/table";
import type { CloudConnection, ConnectionPlace, Reports } from "./cloud-connection";
import type { Deadline } from "./http/deadline";
import type { RequestLog } from "./http/request-log";
import type { ScpConnection, ScpServices } from "./scp/scp-connection";
import type * as scp from "./scp/scp-connection";
import type { SpaceoneConnection, SpaceoneServices } from "./spaceone/spaceone-connection";
import type * as spaceone from "./spaceone/spaceone-connection";

export type { Cloud } from "../settings/table";
export type { ConnectionPlace } from "./cloud-connection";
export type { ScpServices } from "./scp/scp-connection";
export type { SpaceoneServices } from "./spaceone/spaceone-connection";

/**
 * Connections to both clouds. Settings are read, and clients are loaded, when they are first needed: a stack may use one
 * cloud only, and an update that changes nothing uses none.
 */
export class Connection {
  private scpUsed: ScpConnection | undefined;
  private spaceoneUsed: SpaceoneConnection | undefined;

  private readonly reports: Reports;

  constructor(
    private readonly source: SettingsSource,
    log: RequestLog,
    warn: Reports["warn"] = () => undefined,
  ) {
    this.reports = { log, warn };
  }

  scp(deadline: Deadline): ScpServices {
    return this.scpConnection().services(deadline);
  }

  spaceone(deadline: Deadline): SpaceoneServices {
    return this.spaceoneConnection().services(deadline);
  }

  /** The role of SpaceONE's token: DOMAIN_ADMIN, WORKSPACE_OWNER or WORKSPACE_MEMBER. */
  spaceoneRole(): string | undefined {
    return this.spaceoneConnection().role();
  }

  /** Says that the credentials have expired, as far as that is known without asking the service. */
  expiredCredentials(cloud: Cloud): string | undefined {
    return cloud === "scp" ? undefined : this.spaceoneConnection().expired();
  }

  /** The version of a service of SCP's that is asked for. */
  apiVersion(service: ScpServiceName): string {
    return this.scpConnection().apiVersion(service);
  }

  place(cloud: Cloud): ConnectionPlace {
    return this.to(cloud).place();
  }

  /** The service's time at a moment of this machine's clock. */
  serviceTime(cloud: Cloud, localMs: number): number {
    return this.to(cloud).serviceTime(localMs);
  }

  /** Whether replies have told the service's time. */
  knowsTime(cloud: Cloud): boolean {
    return this.to(cloud).knowsTime();
  }

  /** Values that must not appear in any message. */
  secrets(): readonly string[] {
    return [this.scpUsed, this.spaceoneUsed].flatMap((used) => used?.secrets() ?? []);
  }

  private to(cloud: Cloud): CloudConnection<unknown> {
    return cloud === "scp" ? this.scpConnection() : this.spaceoneConnection();
  }

  private scpConnection(): ScpConnection {
    return (this.scpUsed ??= this.newScpConnection());
  }

  private spaceoneConnection(): SpaceoneConnection {
    return (this.spaceoneUsed ??= this.newSpaceoneConnection());
  }

  private newScpConnection(): ScpConnection {
    const { ScpConnection } = require("./scp/scp-connection") as typeof scp;
    return new ScpConnection(this.source, this.reports);
  }

  private newSpaceoneConnection(): SpaceoneConnection {
    const { SpaceoneConnection } = require("./spaceone/spaceone-connection") as typeof spaceone;
    return new SpaceoneConnection(this.source, this.reports);
  }
}
