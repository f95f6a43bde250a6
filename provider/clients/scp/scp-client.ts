import { setTimeout as pause } from "node:timers/promises";

import type { Deadline } from "../http/deadline";
import {
  ApiError,
  DeadlineError,
  GatewayError,
  SettingsError,
  UnexpectedReplyError,
  type ApiErrorEntry,
  type RequestSummary,
} from "../http/errors";
import type { RequestLog } from "../http/request-log";
import { defaultRetryPolicy, mayRetry, parseRetryAfter, retryDelayMs, type RetryPolicy } from "../http/retry";
import { Transport, type WireReply } from "../http/transport";
import type { Operation } from "../operation";
import { catalogueUrl, findInCatalogue } from "./catalogue";
import { signedHeaders } from "./signing";
import { endpointOf, type ScpSettings } from "./settings";

/** What one call of an operation carries. */
export interface CallInput {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly deadline: Deadline;
}

/** Calls SCP's services for one account: endpoint, version, signature, retries and errors of every operation. */
export class ScpClient {
  private readonly transport: Transport;
  private readonly retry: RetryPolicy;
  /** Service time minus this machine's time, from the last reply. */
  private clockOffsetMs: number | undefined;
  private catalogue: Promise<unknown> | undefined;

  constructor(
    readonly settings: ScpSettings,
    private readonly log: RequestLog,
  ) {
    this.transport = new Transport(settings);
    this.retry = { ...defaultRetryPolicy, maxRetries: settings.maxRetries };
  }

  /** The service's time at a moment of this machine's clock, as far as replies have told it. */
  serviceTime(localMs: number): number {
    return localMs + (this.clockOffsetMs ?? 0);
  }

  /**
   * Calls an operation and gives the decoded body of its reply, or undefined where it has none. Repeats it as its row
   * allows.
   */
  async call(service: string, version: string, operation: Operation, input: CallInput): Promise<unknown> {
    const path = fillPath(operation.path, input.path ?? {});
    const request: RequestSummary = { method: operation.method, service, path };
    const base = endpointOf(service, this.settings) ?? (await this.lookUpEndpoint(service, input.deadline));
    const url = new URL(`${base}${path}${queryString(input.query ?? {})}`);
    const body = input.body === undefined ? undefined : JSON.stringify(input.body);
    const apiVersion = `${service} ${version}`;
    return this.send(request, url, body, apiVersion, operation.repeatable, input.deadline);
  }

  async close(): Promise<void> {
    await this.transport.close();
  }

  /** The catalogue is asked once, however many requests wait for it; an error is not kept. */
  private async lookUpEndpoint(service: string, deadline: Deadline): Promise<string> {
    const { authUrl, region } = this.settings;
    if (authUrl === undefined) throw new SettingsError("scp:authUrl is not set");
    const url = catalogueUrl(authUrl);
    const request = { method: "GET", service: "catalogue", path: url.pathname };
    this.catalogue ??= this.send(request, url, undefined, undefined, true, deadline).catch((error: unknown) => {
      this.catalogue = undefined;
      throw error;
    });
    return findInCatalogue(await this.catalogue, service, region);
  }

  /** Sends a request, again as often as it is allowed to. */
  private async send(
    request: RequestSummary,
    url: URL,
    body: string | undefined,
    apiVersion: string | undefined,
    repeatable: boolean,
    deadline: Deadline,
  ): Promise<unknown> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.attempt(request, url, body, apiVersion, deadline, attempt);
      } catch (error) {
        if (attempt >= this.retry.maxRetries || !mayRetry(error, repeatable)) throw error;
        const delayMs = retryDelayMs(this.retry, attempt, error.retryAfterMs);
        if (delayMs >= deadline.leftMs) throw new DeadlineError(request, error.outcome, error);
        await pause(delayMs);
      }
    }
  }

  private async attempt(
    request: RequestSummary,
    url: URL,
    body: string | undefined,
    apiVersion: string | undefined,
    deadline: Deadline,
    attempt: number,
  ): Promise<unknown> {
    const { accessKey, secretKey } = this.settings;
    const started = performance.now();
    let result: number | string = "error";
    try {
      const reply = await this.transport.send({
        ...request,
        url,
        headers: {
          ...signedHeaders({ method: request.method, url: url.href, timestamp: Date.now(), accessKey }, secretKey),
          ...(apiVersion === undefined ? {} : { "Scp-Api-Version": apiVersion }),
          "Accept-Language": "en-US",
          Accept: "application/json",
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        },
        body,
        deadline,
      });
      result = reply.status;
      this.noteServiceTime(reply);
      return decode(request, reply);
    } catch (error) {
      if (typeof result === "string") result = (error as { code?: string }).code ?? "error";
      throw error;
    } finally {
      this.log({ ...request, attempt: attempt + 1, result, durationMs: performance.now() - started });
    }
  }

  private noteServiceTime(reply: WireReply): void {
    const date = Date.parse(header(reply, "date") ?? "");
    if (!Number.isNaN(date)) this.clockOffsetMs = date - Date.now();
  }
}

function fillPath(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined || value === "" || value === "." || value === "..") {
      throw new TypeError(`${template} needs a value for ${name}`);
    }
    return encodeURIComponent(value);
  });
}

function queryString(query: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (value !== undefined) parameters.append(name, String(value));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

function decode(request: RequestSummary, reply: WireReply): unknown {
  if (reply.status >= 200 && reply.status < 300) {
    if (reply.body === "") return undefined;
    try {
      return JSON.parse(reply.body);
    } catch {
      throw new UnexpectedReplyError(request, `HTTP ${String(reply.status)} with a body that is not JSON`);
    }
  }
  const retryAfterMs = parseRetryAfter(header(reply, "retry-after"), Date.now());
  const envelope = parseEnvelope(reply.body);
  if (envelope === undefined) throw new GatewayError(request, reply.status, gatewaySummary(reply.body), retryAfterMs);
  throw new ApiError(request, reply.status, envelope.entries, envelope.requestId, retryAfterMs);
}

interface Envelope {
  entries: ApiErrorEntry[];
  requestId: string | undefined;
}

/** The application's envelope (SCP 3): `detail` is text or a list of texts. Undefined for anything else. */
function parseEnvelope(body: string): Envelope | undefined {
  const parsed = parseJson(body) as { errors?: unknown } | null | undefined;
  if (typeof parsed !== "object" || parsed === null || !Array.isArray(parsed.errors)) return undefined;
  const errors = parsed.errors.filter(
    (entry): entry is Record<string, unknown> => typeof entry === "object" && entry !== null,
  );
  if (errors.length === 0) return undefined;
  const requestId = errors.map((entry) => entry["request_id"]).find((id) => typeof id === "string");
  return {
    entries: errors.map((entry) => ({
      code: text(entry["code"], 100) || "Error",
      detail: text(entry["detail"], 1000),
    })),
    requestId: requestId === undefined ? undefined : text(requestId, 100),
  };
}

/** What a gateway says of itself in a few words; a web page is reduced to its title. */
function gatewaySummary(body: string): string {
  const parsed = parseJson(body);
  if (typeof parsed === "object" && parsed !== null) {
    const { error, message } = parsed as { error?: unknown; message?: unknown };
    return text(error ?? message, 200);
  }
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(body)?.[1];
  return text(title ?? (body.trimStart().startsWith("<") ? "a web page" : body), 200);
}

function text(value: unknown, limit: number): string {
  if (Array.isArray(value))
    return value
      .map((item) => text(item, limit))
      .join("; ")
      .slice(0, limit);
  const plain = typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value);
  return plain.replaceAll(/\s+/g, " ").trim().slice(0, limit);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function header(reply: WireReply, name: string): string | undefined {
  const value = reply.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
