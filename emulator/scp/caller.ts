import type { IncomingMessage } from "node:http";

/** Where a request comes from, as access lists see it. */
export interface Caller {
  /** An IPv4 address; any text where a client claims one. */
  readonly address: string;
  /** The resource of the private network, such as a subnet; undefined where no resource is claimed. */
  readonly resourceId: string | undefined;
}

/**
 * The connection's address and no resource, or what the request claims: the emulator answers this machine only, so a
 * claim is the only way to try an access list.
 */
export function callerOf({ headers, socket }: IncomingMessage): Caller {
  const [claimed] = text(headers["x-forwarded-for"])?.split(",") ?? [];
  return {
    address: claimed?.trim() ?? socket.remoteAddress ?? "",
    resourceId: text(headers["x-emulator-resource-id"]),
  };
}

function text(header: string | string[] | undefined): string | undefined {
  return typeof header === "string" ? header : undefined;
}
