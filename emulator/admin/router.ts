import type { Context, Hono } from "hono";
import type { EmulatorEnv } from "../bindings";
import type { EmulatorContext } from "../context";
import { toResponse } from "../reply";
import { requestTarget } from "../request-target";
import { AdminError, type AdminCall } from "./call";
import { advanceClock } from "./clock";
import { addFault, removeFaults } from "./faults";
import { health } from "./health";
import { isLoopbackHost } from "./loopback";
import { listRequests, removeRequests } from "./requests";
import { reset } from "./reset";
import { addAccount } from "./scp-accounts";
import { seed } from "./spaceone-seed";
import { mintToken } from "./spaceone-tokens";
import { showState } from "./state";
import { changeWorld, showWorld } from "./world";

export const adminPath = "/_emulator/";

const calls: readonly (readonly [method: string, path: string, call: AdminCall])[] = [
  ["GET", "health", health],
  ["POST", "reset", reset],
  ["POST", "clock", advanceClock],
  ["POST", "faults", addFault],
  ["DELETE", "faults", removeFaults],
  ["GET", "world", showWorld],
  ["POST", "world", changeWorld],
  ["GET", "requests", listRequests],
  ["DELETE", "requests", removeRequests],
  ["GET", "state", showState],
  ["POST", "scp/accounts", addAccount],
  ["POST", "spaceone/tokens", mintToken],
  ["POST", "spaceone/seed", seed],
];

/** The admin API: without authentication, for requests that name this machine. */
export function routeAdmin(app: Hono<EmulatorEnv>, context: EmulatorContext): void {
  for (const [method, path, call] of calls) {
    app.on(method, adminPath + path, async (c) => {
      refuseForeignHost(c);
      const query = new URLSearchParams(requestTarget(c.env.incoming).query);
      return toResponse(await call({ context, query, body: c.env.body }));
    });
  }
  app.all(`${adminPath}*`, (c) => {
    refuseForeignHost(c);
    throw new AdminError(404, `no such admin call: ${c.req.method} ${c.req.path}`);
  });
}

function refuseForeignHost(c: Context<EmulatorEnv>): void {
  if (isLoopbackHost(c.env.incoming.headers.host)) return;
  throw new AdminError(403, "Host: must be a loopback address, such as localhost or 127.0.0.1");
}
