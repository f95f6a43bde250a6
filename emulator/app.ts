import { Hono } from "hono";
import { AdminError, adminErrorReply } from "./admin/call";
import { routeAdmin } from "./admin/router";
import type { EmulatorEnv } from "./bindings";
import type { EmulatorContext } from "./context";
import { DocumentError } from "./document";
import { toResponse, type Reply } from "./reply";
import { requestTarget } from "./request-target";
import { errorReply, ScpError } from "./scp/errors";
import { routedPath } from "./scp/address";
import { routeScp, unrouted } from "./scp/router";
import { scpServices } from "./scp/services";
import { routeSpaceone, spaceoneRefusal, unroutedSpaceone } from "./spaceone/router";
import { spaceoneServices } from "./spaceone/services";
import { startPlaceOf } from "./start-state";
import { StoreClosedError } from "./store/store";

/** All routes. They are matched against the path exactly as it was sent: nothing is decoded or resolved before. */
export function createApp(context: EmulatorContext, url: string): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>({
    getPath: (_request, options) =>
      options?.env ? routedPath(requestTarget(options.env.incoming).path, startPlaceOf(context.store)) : "/",
  });
  app.use((_c, next) => {
    context.settlement.settle(context);
    return next();
  });
  routeAdmin(app, context, url);
  routeScp(app, context, scpServices, url);
  routeSpaceone(app, context, spaceoneServices);
  app.notFound((c) => (isScp(c.req.path) ? unrouted(context, c) : unroutedSpaceone(c)));
  app.onError((error) => spaceoneRefusal(error, context) ?? toResponse(failure(error)));
  return app;
}

/** For a path that nobody serves: whether SCP's gateway answers it, or SpaceONE's. */
function isScp(path: string): boolean {
  return /^\/(?:$|(?:v1|services|environments|regions)(?:\/|$))/.test(path);
}

function failure(error: Error): Reply {
  if (error instanceof ScpError) return errorReply(error);
  if (error instanceof DocumentError) return adminErrorReply(new AdminError(400, error.message));
  if (error instanceof AdminError) return adminErrorReply(error);
  if (!(error instanceof StoreClosedError)) process.emitWarning(error);
  return errorReply(new ScpError(500, "ContactAdminForAssistance", "The emulator failed; its warning says why."));
}
