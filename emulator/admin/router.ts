import type { Context, Hono } from "hono";
import type { EmulatorEnv } from "../bindings";
import type { EmulatorContext } from "../context";
import { toResponse } from "../reply";
import { requestTarget } from "../request-target";
import { AdminError, type AdminCall } from "./call";
import { advanceClock } from "./clock";
import { showCredentials } from "./credentials";
import { addFault, removeFaults } from "./faults";
import { health } from "./health";
import { isLoopbackHost } from "./loopback";
import { listRequests, removeRequests } from "./requests";
import { reset } from "./reset";
import { addAccount } from "./scp-accounts";
import { seed } from "./spaceone-seed";
import { mintToken } from "./spaceone-tokens";
import { loadSnapshot, saveSnapshot } from "./snapshot";
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
  ["GET", "snapshot", saveSnapshot],
  ["POST", "snapshot", loadSnapshot],
  ["GET", "credentials", showCredentials],
  ["POST", "scp/accounts", addAccount],
  ["POST", "spaceone/tokens", mintToken],
  ["POST", "spaceone/seed", seed],
];

/** The admin API: without authentication, for requests that name this machine and come from no other web page. */
export function routeAdmin(app: Hono<EmulatorEnv>, context: EmulatorContext, url: string): void {
  for (const [method, path, call] of calls) {
    app.on(method, adminPath + path, async (c) => {
      refuseForeign(c);
      const query = new URLSearchParams(requestTarget(c.env.incoming).query);
      return toResponse(await call({ context, url, query, body: c.env.body }));
    });
  }
  app.all(`${adminPath}*`, (c) => {
    refuseForeign(c);
    throw new AdminError(404, `no such admin call: ${c.req.method} ${c.req.path}`);
  });
}

function refuseForeign(c: Context<EmulatorEnv>): void {
  const { host, origin } = c.env.incoming.headers;
  if (!isLoopbackHost(host)) {
    throw new AdminError(403, "Host: must be a loopback address, such as localhost or 127.0.0.1");
  }
  // A browser sends it with what a page of another address asks for, and does so without asking for leave first.
  if (origin !== undefined && origin !== `http://${host ?? ""}`) {
    throw new AdminError(403, "Origin: must be the emulator's own address, or left out");
  }
}
