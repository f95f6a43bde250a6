import type { Connection, ConnectionPlace } from "../../provider/clients/connection";
import { usualVersion } from "../../provider/settings/reading/scp-services";

/** Where the settings of tests point to, and where states of tests say that their objects are. */
export const here = { region: "here", account: "account", credential: "credential" };

/** A connection to services in memory: `{ scp: () => services }`; without any, nothing may be called. */
export function fakeConnection(
  services: Partial<Record<"scp" | "spaceone", () => unknown>> & {
    apiVersion?: (service: string) => string;
    expiredCredentials?: () => string | undefined;
  } = {},
  place: () => ConnectionPlace = () => ({ environment: undefined, ...here }),
): Connection {
  const connection = {
    secrets: () => [],
    place,
    spaceoneRole: () => undefined,
    serviceTime: (_: unknown, ms: number) => ms,
    knowsTime: () => true,
    expiredCredentials: () => undefined,
    apiVersion: usualVersion,
    ...services,
  };
  return connection as unknown as Connection;
}
