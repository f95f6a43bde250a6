import type { ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Fault } from "./faults";

/** How a request ended. */
export interface Outcome {
  readonly response: Response;
  /** The status for the request log: 0 where not a byte was answered. */
  readonly status: number;
}

/** Carries out a fault around an operation. The signal ends a delay early when the emulator closes. */
export async function performWithFault(
  fault: Fault | undefined,
  outgoing: ServerResponse,
  signal: AbortSignal,
  perform: () => Promise<Response>,
): Promise<Outcome> {
  if (!fault) return answered(await perform());
  if ("status" in fault) return answered(faultResponse(fault));
  if ("delayMs" in fault) {
    await delay(fault.delayMs, undefined, { signal });
    return answered(await perform());
  }
  if ("truncate" in fault) return truncate(await perform(), fault.truncate, outgoing);
  if (fault.drop === "after") await perform();
  outgoing.socket?.destroy();
  return { response: RESPONSE_ALREADY_SENT, status: 0 };
}

function answered(response: Response): Outcome {
  return { response, status: response.status };
}

const bodilessStatuses: ReadonlySet<number> = new Set([204, 205, 304]);

function faultResponse({ status, body, headers }: Extract<Fault, { status: number }>): Response {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const hasBody = body !== undefined && !bodilessStatuses.has(status);
  const contentType = typeof body === "string" ? "text/plain; charset=UTF-8" : "application/json";
  return new Response(hasBody ? text : null, {
    status,
    headers: { ...(hasBody && { "content-type": contentType }), ...headers },
  });
}

/** Sends the head with the full Content-Length and the first bytes of the body, and then cuts the connection. */
async function truncate(response: Response, bytes: number, outgoing: ServerResponse): Promise<Outcome> {
  const body = Buffer.from(await response.arrayBuffer());
  // `Connection: close` keeps a client from sending its next request on the connection that is cut.
  const headers = { ...Object.fromEntries<string>(response.headers), connection: "close" };
  outgoing.writeHead(
    response.status,
    response.status === 204 ? headers : { ...headers, "content-length": body.length },
  );
  outgoing.flushHeaders();
  const socket = outgoing.socket;
  outgoing.write(body.subarray(0, bytes), () => socket?.destroySoon());
  return { response: RESPONSE_ALREADY_SENT, status: response.status };
}
