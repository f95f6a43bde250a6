import type { HttpBindings } from "@hono/node-server";

/** What a Hono handler finds in `c.env`. */
export interface Bindings extends HttpBindings {
  /** The request's body, read once for the request log and the handler. */
  readonly body: string;
}

export interface EmulatorEnv {
  Bindings: Bindings;
}
