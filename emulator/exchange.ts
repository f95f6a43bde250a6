import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Hono } from "hono";
import { adminPath } from "./admin/router";
import type { EmulatorEnv } from "./bindings";
import type { EmulatorContext } from "./context";
import { performWithFault, type Outcome } from "./fault-injection";
import { toResponse, withDate } from "./reply";
import { BodyTooLargeError, maxAdminBodyBytes, readBody } from "./request-body";
import type { OpenRequest } from "./requests/request-log";
import { requestTarget, type RequestTarget } from "./request-target";
import { gatewayError } from "./scp/errors";

export interface ExchangeOptions {
  readonly context: EmulatorContext;
  readonly app: Hono<EmulatorEnv>;
  /** This signal is aborted when the emulator closes. */
  readonly signal: AbortSignal;
  readonly onRequest?: ((entry: OpenRequest) => void) | undefined;
}

/** What happens around each operation: the request log, faults and the Date header. */
export function createExchange(options: ExchangeOptions) {
  return async (request: Request, bindings: HttpBindings): Promise<Response> => {
    const target = requestTarget(bindings.incoming);
    if (`${target.path}/`.startsWith(adminPath)) return administrate(options, request, bindings, target);
    return serve(options, request, bindings, target);
  };
}

/** Requests to the admin API are not logged, and no fault strikes them. */
async function administrate(
  options: ExchangeOptions,
  request: Request,
  bindings: HttpBindings,
  target: RequestTarget,
): Promise<Response> {
  try {
    return await dispatch(options, request, bindings, await readBody(bindings.incoming, maxAdminBodyBytes));
  } catch (error) {
    return unreadable(options, error, bindings, target).response;
  }
}

async function serve(
  options: ExchangeOptions,
  request: Request,
  bindings: HttpBindings,
  target: RequestTarget,
): Promise<Response> {
  const { context } = options;
  // The log's number and the fault are decided before the first await, so that both follow the order of arrival.
  const entry = openEntry(context, bindings, target);
  const fault = context.faults.decide(entry.method, target.path);
  const outcome = await exchange();
  context.requestLog.close(entry, outcome.status);
  options.onRequest?.(entry);
  return outcome.response;

  async function exchange(): Promise<Outcome> {
    try {
      const body = await readBody(bindings.incoming);
      context.requestLog.receive(entry, body);
      const outcome = await performWithFault(fault, bindings.outgoing, options.signal, () =>
        dispatch(options, request, bindings, body),
      );
      if (outcome.response !== RESPONSE_ALREADY_SENT) withDate(outcome.response, context.clock.now());
      return outcome;
    } catch (error) {
      return unreadable(options, error, bindings, target);
    }
  }
}

async function dispatch(
  { context, app }: ExchangeOptions,
  request: Request,
  bindings: HttpBindings,
  body: string,
): Promise<Response> {
  return withDate(await app.fetch(request, { ...bindings, body }), context.clock.now());
}

/** When the client or the emulator itself has gone, nobody can be answered, and nobody is kept waiting. */
function unreadable(
  { context }: ExchangeOptions,
  error: unknown,
  { outgoing }: HttpBindings,
  { path }: RequestTarget,
): Outcome {
  if (!(error instanceof BodyTooLargeError)) {
    outgoing.socket?.destroy();
    return { response: RESPONSE_ALREADY_SENT, status: 0 };
  }
  const now = context.clock.now();
  const response = withDate(toResponse(gatewayError(413, path, now)), now);
  response.headers.set("connection", "close");
  return { response, status: response.status };
}

function openEntry(
  { clock, requestLog }: EmulatorContext,
  { incoming }: HttpBindings,
  target: RequestTarget,
): OpenRequest {
  const version = incoming.headers["scp-api-version"];
  return requestLog.open({
    time: new Date(clock.now()).toISOString(),
    method: incoming.method ?? "GET",
    ...target,
    version: typeof version === "string" ? version : null,
  });
}
