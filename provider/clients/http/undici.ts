import type * as undici from "undici";

// The parts of undici that are used here, without those for browsers' interfaces, caches and mocks: to load all of it takes
// most of the time of a first request.

type Undici = Pick<typeof undici, "EnvHttpProxyAgent" | "Pool">;

/** What undici adds to its dispatchers when all of it is loaded. A proxy is asked by it. */
type Calls = Pick<undici.Dispatcher, "connect">;

function parts(): Undici {
  const { prototype } = require("undici/lib/dispatcher/dispatcher") as { prototype: Partial<Calls> };
  prototype.connect ??= require("undici/lib/api/api-connect") as Calls["connect"];
  return {
    EnvHttpProxyAgent: require("undici/lib/dispatcher/env-http-proxy-agent") as Undici["EnvHttpProxyAgent"],
    Pool: require("undici/lib/dispatcher/pool") as Undici["Pool"],
  };
}

function loaded(): Undici {
  try {
    return parts();
  } catch {
    // Another version, whose files have other names.
    return require("undici") as Undici;
  }
}

export const { EnvHttpProxyAgent, Pool } = loaded();
