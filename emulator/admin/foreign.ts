import type { IncomingMessage } from "node:http";
import { AdminError } from "./call";
import { isLoopbackHost } from "./loopback";

/** Refuses what comes from elsewhere: under another host name, or from a page of another address. */
export function refuseForeign({ headers }: IncomingMessage): void {
  const { host, origin } = headers;
  if (!isLoopbackHost(host)) {
    throw new AdminError(403, "Host: must be a loopback address, such as localhost or 127.0.0.1");
  }
  // A browser sends it with what a page of another address asks for, and does so without asking for leave first.
  if (origin !== undefined && origin !== `http://${host ?? ""}`) {
    throw new AdminError(403, "Origin: must be the emulator's own address, or left out");
  }
}
