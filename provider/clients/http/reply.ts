import type { z } from "zod";

import { GatewayError, UnexpectedReplyError, type RequestSummary } from "./errors";
import { cut } from "./redaction";
import { parseRetryAfter } from "./retry";
import type { WireReply } from "./transport";

/** The members that are read out of every reply, whatever the API is. */

export function header(reply: WireReply, name: string): string | undefined {
  const value = reply.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** How long the service asks to wait, in milliseconds. If it names a time, that is a time of its own clock. */
export function retryAfterOf(reply: WireReply): number | undefined {
  const sent = Date.parse(header(reply, "date") ?? "");
  return parseRetryAfter(header(reply, "retry-after"), Number.isNaN(sent) ? Date.now() : sent);
}

/** The decoded body of a successful reply; undefined where the reply has none. */
export function successBody(request: RequestSummary, reply: WireReply): unknown {
  if (reply.body === "") return undefined;
  const parsed = parseJson(reply.body);
  if (parsed !== undefined) return parsed;
  throw new UnexpectedReplyError(request, `HTTP ${String(reply.status)} with a body that is not JSON`);
}

/** The decoded body, parsed by the schema of the reference. */
export function parseReply<T>(request: RequestSummary, schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new UnexpectedReplyError(request, `a missing or wrongly typed field (${placesOf(parsed.error.issues)})`);
}

/** So many fields are named: a list may have thousands of objects, all of them wrong. */
const mostPlaces = 10;

function placesOf(issues: readonly z.core.$ZodIssue[]): string {
  const places = issues.map(({ path }) => path.join("."));
  const more = places.length - mostPlaces;
  return places.slice(0, mostPlaces).join(", ") + (more > 0 ? `, and ${String(more)} more` : "");
}

/** The error for a failed reply that is not the application's. */
export function gatewayError(request: RequestSummary, reply: WireReply, remedy?: string): GatewayError {
  return new GatewayError(request, reply.status, gatewaySummary(reply.body), retryAfterOf(reply), remedy);
}

/** What a gateway says about itself, in a few words; of a web page only the title. */
function gatewaySummary(body: string): string {
  const parsed = parseJson(body);
  if (typeof parsed === "object" && parsed !== null) {
    const { error, message, detail } = parsed as { error?: unknown; message?: unknown; detail?: unknown };
    return shortText(error ?? message ?? detail, 200);
  }
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(body)?.[1];
  return shortText(title ?? (body.trimStart().startsWith("<") ? "a web page" : body), 200);
}

/** Any value in one line of limited length; items of a list are separated by semicolons. */
export function shortText(value: unknown, limit: number): string {
  if (Array.isArray(value)) return cut(value.map((item) => shortText(item, limit)).join("; "), limit);
  const plain = typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value);
  return cut(plain.replaceAll(/\s+/g, " ").trim(), limit);
}

export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
