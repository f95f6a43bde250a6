import type { Hono } from "hono";
import type { EmulatorEnv } from "../bindings";
import type { EmulatorContext } from "../context";
import { toResponse } from "../reply";
import { requestTarget } from "../request-target";
import { AdminError, type AdminCall } from "./call";
import { advanceClock } from "./clock";
import { showCredentials, showExports } from "./credentials";
import { addFault, listFaults, removeFault, removeFaults } from "./faults";
import { refuseForeign } from "./foreign";
import { health } from "./health";
import { routePage } from "./page";
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
  ["GET", "faults", listFaults],
  ["POST", "faults", addFault],
  ["DELETE", "faults", removeFaults],
  ["DELETE", "faults/:id", removeFault],
  ["GET", "world", showWorld],
  ["POST", "world", changeWorld],
  ["GET", "requests", listRequests],
  ["DELETE", "requests", removeRequests],
  ["GET", "state", showState],
  ["GET", "snapshot", saveSnapshot],
  ["POST", "snapshot", loadSnapshot],
  ["GET", "credentials", showCredentials],
  ["GET", "exports", showExports],
  ["POST", "scp/accounts", addAccount],
  ["POST", "spaceone/tokens", mintToken],
  ["POST", "spaceone/seed", seed],
];

/** The admin API: without authentication, for requests that name this machine and come from no other web page. */
export function routeAdmin(app: Hono<EmulatorEnv>, context: EmulatorContext, url: string): void {
  for (const [method, path, call] of calls) {
    app.on(method, adminPath + path, async (c) => {
      refuseForeign(c.env.incoming);
      const query = new URLSearchParams(requestTarget(c.env.incoming).query);
      return toResponse(await call({ context, url, params: c.req.param(), query, body: c.env.body }));
    });
  }
  routePage(app, adminPath);
  app.all(`${adminPath}*`, (c) => {
    refuseForeign(c.env.incoming);
    throw new AdminError(404, `no such admin call: ${c.req.method} ${c.req.path}`);
  });
}
