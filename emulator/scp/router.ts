import type { Context, Hono } from "hono";
import type { EmulatorEnv } from "../bindings";
import type { EmulatorContext } from "../context";
import { listQuery } from "../world/pages";
import { refusalStatusIn } from "../world/refusals";
import type { Place as CalledOperation } from "../world/views/field-view";
import { isUnanswered } from "../world/change-replies";
import { viewed } from "../world/reply-view";
import { noContent, toResponse, type Reply } from "../reply";
import { requestTarget } from "../request-target";
import { startPlaceOf } from "../start-state";
import type { Account } from "./account";
import { placeOf } from "./address";
import { authenticateAccount, type Authenticate } from "./authentication";
import { callerOf } from "./caller";
import { cataloguePath, listEndpoints, servicePath } from "./catalogue";
import { errorReply, gatewayError, ScpError } from "./errors";
import { withNumbers } from "./number-texts";
import { opening } from "./opening";
import { ownerIn } from "./ownership";
import type { Place } from "./place";
import { withStoredIds } from "./request-ids";
import type { ScpRequest, ScpService, ServedOperation } from "./service";
import { listVersions, refuseUnlessIn, requestedVersion } from "./versions";

type RouteContext = Context<EmulatorEnv>;

/** Routes the endpoint catalogue, and each service's versions and operations. */
export function routeScp(
  app: Hono<EmulatorEnv>,
  context: EmulatorContext,
  services: readonly ScpService[],
  url: string,
): void {
  app.get(cataloguePath, (c) =>
    signed(context, c, authenticateAccount, (_account, place) => {
      return listEndpoints(services, url, place, startPlaceOf(context.store));
    }),
  );
  for (const service of services) {
    const address = servicePath(service);
    app.on("GET", [address, `${address}/`], (c) => {
      const { path } = requestTarget(c.env.incoming);
      return toResponse(listVersions(service, url + path.replace(/\/$/, "")));
    });
    for (const operation of fixedPathsFirst(service.operations)) {
      const path = operation.path.replaceAll(/\{(\w+)\}/g, ":$1");
      app.on(operation.method, [path, `${address}${path}`], (c) => perform(context, c, service, operation));
    }
  }
}

function perform(
  context: EmulatorContext,
  c: RouteContext,
  service: ScpService,
  operation: ServedOperation,
): Promise<Response> {
  return signed(context, c, operation.authenticate, async (account, place) => {
    const version = requestedVersion(service, c.req.header("scp-api-version"));
    refuseUnlessIn(operation.versions, version, service);
    const sent = new URLSearchParams(requestTarget(c.env.incoming).query);
    const now = context.clock.now();
    const caller = callerOf(c.env.incoming);
    const world = context.world.current;
    const { body } = c.env;
    const called = { service: service.name, operation: operation.name };
    const parts = {
      params: c.req.param(),
      query: listQuery(sent, called, world),
      body: world.numberTexts === "taken" ? withNumbers(body, service.numberFields) : body,
    };
    const owner = ownerIn(account, place);
    const request = { context, account, place, owner, caller, version, now, ...withStoredIds(parts, world) };
    return performed(operation, request, called);
  });
}

/** The reply of an operation; what it refuses, as the switches say. */
async function performed(operation: ServedOperation, request: ScpRequest, called: CalledOperation): Promise<Reply> {
  const world = request.context.world.current;
  try {
    const reply = await operation.perform(request);
    return isUnanswered(called, world) ? noContent : viewed(reply, called, world);
  } catch (error) {
    if (!(error instanceof ScpError)) throw error;
    const reply = errorReply(new ScpError(refusalStatusIn(error, world), error.code, error.detail));
    return world.refusalStatus === "ok" ? { ...reply, status: 200 } : reply;
  }
}

/** Answers the gateway's 404 where a header of the signature is missing: such a request is not routed (SCP 3). */
async function signed(
  context: EmulatorContext,
  c: RouteContext,
  authenticate: Authenticate,
  answer: (account: Account, place: Place) => Reply | Promise<Reply>,
): Promise<Response> {
  const place = placeOf(requestTarget(c.env.incoming).path, startPlaceOf(context.store));
  const account = authenticate(context, c.env.incoming, c.req.param());
  if (!account || !place) return unrouted(context, c);
  context.store.commit(...opening(account, place, context.clock.now()));
  return toResponse(await answer(account, place));
}

export function unrouted({ clock }: EmulatorContext, c: RouteContext): Response {
  return toResponse(gatewayError(404, requestTarget(c.env.incoming).path, clock.now()));
}

/**
 * Fixed paths come before those with parameters, `/transit/duplicate` before `/transit/{key_id}`: the first route that
 * fits is taken.
 */
function fixedPathsFirst(operations: readonly ServedOperation[]): ServedOperation[] {
  return [...operations].sort((a, b) => Number(a.path.includes("{")) - Number(b.path.includes("{")));
}
