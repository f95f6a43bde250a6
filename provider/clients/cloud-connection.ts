import type { Deadline } from "./http/deadline";
import type { RequestLog } from "./http/request-log";

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

/** The classes of a cloud's clients, by the names that resource definitions call them. Each is loaded when it is asked for. */
type ClientClasses<Client> = Readonly<Record<string, () => new (client: Client, deadline: Deadline) => unknown>>;

/** The clients of a cloud's services, as a resource definition calls them. */
export type ServicesOf<Classes extends ClientClasses<never>> = {
  readonly [Name in keyof Classes]: InstanceType<ReturnType<Classes[Name]>>;
};

/**
 * Makes what gives one client of each service, for calls that share a deadline. A client is made when it is asked for: an
 * operation calls one service of many.
 */
export function servicesOf<Client, Classes extends ClientClasses<Client>>(
  classes: Classes,
): (client: Client, deadline: Deadline) => ServicesOf<Classes> {
  class Services {
    constructor(
      readonly client: Client,
      readonly deadline: Deadline,
    ) {}
  }
  for (const [name, load] of Object.entries(classes)) {
    let Service: ReturnType<typeof load> | undefined;
    Object.defineProperty(Services.prototype, name, {
      get(this: Services) {
        Service ??= load();
        return new Service(this.client, this.deadline);
      },
    });
  }
  return (client, deadline) => new Services(client, deadline) as unknown as ServicesOf<Classes>;
}

/** What the clients of one cloud offer alike, for one set of settings. */
export interface CloudConnection<Services> {
  services(deadline: Deadline): Services;
  place(): ConnectionPlace;
  /** The service's time at a moment of this machine's clock. */
  serviceTime(localMs: number): number;
  /** Whether replies have told the service's time. */
  knowsTime(): boolean;
  /** Values that must not appear in any message. */
  secrets(): readonly string[];
}

/** Where a connection reports what it does: each request, and what the user has to know. */
export interface Reports {
  readonly log: RequestLog;
  readonly warn: (message: string) => void;
}

/** One client for each set of settings: all kinds of resources of an account share its connections, whatever their number. */
export class SharedClients<Client> {
  private readonly clients = new Map<string, Client>();

  of(settings: object, make: () => Client): Client {
    const key = JSON.stringify(settings);
    const client = this.clients.get(key) ?? make();
    this.clients.set(key, client);
    return client;
  }
}
