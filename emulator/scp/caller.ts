import type { IncomingMessage } from "node:http";

/** The origin of a request, as access lists see it. */
export interface Caller {
  /** An IPv4 address; where a client claims an address, any text. */
  readonly address: string;
  /** The resource of the private network, such as a subnet; undefined where no resource is claimed. */
  readonly resourceId: string | undefined;
}

/**
 * The connection's address without a resource, or the origin that the request claims. The emulator listens on this
 * machine only, so a claim is the only way to try an access list.
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
