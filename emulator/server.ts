import { setMaxListeners } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createApp } from "./app";
import type { EmulatorContext } from "./context";
import { createExchange } from "./exchange";
import { toResponse, withDate } from "./reply";
import type { OpenRequest } from "./requests/request-log";
import { gatewayError } from "./scp/errors";

const host = "127.0.0.1";

/**
 * Longer than clients keep idle connections: if the server closed a connection first, requests would fail at random.
 */
const keepAliveMs = 75_000;

export interface RunningServer {
  readonly url: string;
  /** Closes the server and cuts all connections, also those that are in use. */
  close(): Promise<void>;
}

/** Listens on the loopback address; port 0 stands for any free one. */
export async function startServer(
  context: EmulatorContext,
  port: number,
  onRequest?: (entry: OpenRequest) => void,
): Promise<RunningServer> {
  const server = createServer({ keepAliveTimeout: keepAliveMs });
  const closing = new AbortController();
  // Each delayed request adds a listener to this signal.
  setMaxListeners(0, closing.signal);
  const url = await listen(server, port);
  const fetch = createExchange({ context, app: createApp(context, url), signal: closing.signal, onRequest });
  const listener = getRequestListener((request, bindings) => fetch(request, bindings as Parameters<typeof fetch>[1]), {
    // The global objects belong to the program that starts the emulator.
    overrideGlobalObjects: false,
    errorHandler: () => malformed(context.clock.now()),
  });
  server.on("request", (incoming, outgoing) => void listener(incoming, outgoing));
  return {
    url,
    close() {
      closing.abort();
      return new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      });
    },
  };
}

/** The answer to a request whose target or host is not a valid part of a URL. */
function malformed(now: number): Response {
  return withDate(toResponse(gatewayError(400, "", now)), now);
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(new Error(error.code === "EADDRINUSE" ? `port ${port} is already in use` : error.message));
    });
    server.listen(port, host, () => {
      const { port: bound } = server.address() as AddressInfo;
      resolve(`http://${host}:${bound}`);
    });
  });
}
