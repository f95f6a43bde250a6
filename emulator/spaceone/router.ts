import type { Context, Hono } from "hono";
import type { EmulatorEnv } from "../bindings";
import type { EmulatorContext } from "../context";
import { refusedIn } from "../world/refusals";
import { viewedSpaceone } from "../world/spaceone-view";
import { ok, toResponse } from "../reply";
import { requestTarget } from "../request-target";
import { gatewayFailure, notEmulated, SpaceoneError, spaceoneErrorReply, unsupportedApi } from "./errors";
import { pythonTypeName } from "./python-text";
import { ParseError } from "./wire/field";
import type { Operation } from "./operation";
import type { SpaceoneService } from "./service";

type RouteContext = Context<EmulatorEnv>;

/** The largest body that nginx in front of the gateway accepts (SPO 1). */
const maxBodyBytes = 1024 * 1024;

/** The path of any service, resource and verb. SCP's paths may also have three parts, and are routed before. */
const apiPath = /^\/[^/]+\/[^/]+\/[^/]+$/;
const healthPath = "/check";

/** The gateway in front of SpaceONE's services: all their operations are POST (SPO 1). */
export function routeSpaceone(
  app: Hono<EmulatorEnv>,
  context: EmulatorContext,
  services: readonly SpaceoneService[],
): void {
  app.get(healthPath, () => toResponse(ok({ status: "SERVING" })));
  for (const { path, perform } of services.flatMap(({ operations }) => operations)) {
    app.post(path, (c) => answer(context, c, perform));
  }
  for (const path of services.flatMap(({ otherPaths }) => otherPaths)) {
    app.post(path, () => toResponse(spaceoneErrorReply(notEmulated(path))));
  }
}

function answer(context: EmulatorContext, c: RouteContext, perform: Operation): Response {
  if (Buffer.byteLength(c.env.body) > maxBodyBytes) return tooLarge();
  const call = { context, token: bearerToken(c.req.header("authorization")), now: context.clock.now() };
  const reply = perform({ ...call, body: parseBody(c.env.body) });
  return toResponse(ok(viewedSpaceone(reply, context.world.current)));
}

/** The token of the header Authorization; a scheme other than Bearer counts as no token. */
function bearerToken(header = ""): string | undefined {
  const [, scheme, token] = /^(\S+) (.*)$/.exec(header) ?? [];
  return scheme?.toLowerCase() === "bearer" ? token?.trim() : undefined;
}

/**
 * Parses a body as the gateway does: it adds a name of its own to whatever was parsed, and later removes it. So a list
 * fails as it does in Python.
 */
function parseBody(text: string): object {
  const body = parseJson(text);
  if (Array.isArray(body)) throw gatewayFailure("list indices must be integers or slices, not str");
  if (typeof body !== "object" || body === null) {
    throw gatewayFailure(`'${pythonTypeName(body)}' object does not support item assignment`);
  }
  const { grpc_method: _, ...rest } = body as Readonly<Record<string, unknown>>;
  return rest;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw gatewayFailure("JSON Parsing Error: Request body requires JSON format.");
  }
}

/** The gateway's answer to a path that is not served. */
export function unroutedSpaceone(c: RouteContext): Response {
  const { path } = requestTarget(c.env.incoming);
  const unslashed = path.replace(/\/$/, "");
  if (path !== unslashed && isKnown(unslashed)) return redirect(c, unslashed);
  if (!isKnown(path)) return framework(404, "Not Found");
  if (path !== healthPath && c.req.method === "POST") {
    return toResponse(spaceoneErrorReply(unsupportedApi(c.req.method, path)));
  }
  return framework(405, "Method Not Allowed", { allow: path === healthPath ? "GET" : "POST" });
}

function isKnown(path: string): boolean {
  return path === healthPath || apiPath.test(path);
}

/** Redirects to a whole URL, as the framework does. */
function redirect(c: RouteContext, path: string): Response {
  const { query } = requestTarget(c.env.incoming);
  const location = `http://${c.req.header("host") ?? ""}${path}${query === "" ? "" : `?${query}`}`;
  return new Response(null, { status: 307, headers: { location } });
}

/** In errors of the web framework, `detail` is a text. */
function framework(status: number, detail: string, headers: Readonly<Record<string, string>> = {}): Response {
  const response = toResponse({ status, body: { detail } });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/** The error page of nginx, before the gateway is asked. */
function tooLarge(): Response {
  const title = "413 Request Entity Too Large";
  const page = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
  return new Response(page, { status: 413, headers: { "content-type": "text/html" } });
}

/** The reply to a refusal by the gateway or a service, which the switches may change; undefined for any other error. */
export function spaceoneRefusal(error: Error, { world: { current } }: EmulatorContext): Response | undefined {
  if (error instanceof ParseError) return toResponse(spaceoneErrorReply(gatewayFailure(error.message)));
  return error instanceof SpaceoneError ? toResponse(refusedIn(spaceoneErrorReply(error), current)) : undefined;
}
