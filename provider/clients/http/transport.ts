import { readFileSync } from "node:fs";

import type { Dispatcher } from "undici";

import { SettingsError } from "../../settings/errors";
import { ConnectError, DeadlineError, LostReplyError, type RequestSummary } from "./errors";
import type { Deadline } from "./deadline";
import { ProxyError, ProxyPool, proxyRemedy } from "./proxy";
import { Sending } from "./sending";
import { EnvHttpProxyAgent } from "./undici";

/** The limits for all requests of one connection. */
export interface TransportOptions {
  /** The longest wait for the headers of a reply, and for each further piece of its body. */
  readonly timeoutMs: number;
  /** How many requests to one host may be under way at once; further requests wait. */
  readonly maxConcurrency: number;
  /** The longest body of a successful reply, for an API whose replies are longer than SCP's. */
  readonly maxReplyBytes?: number;
}

export interface WireRequest extends RequestSummary {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly deadline: Deadline;
}

export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** No reply of SCP is nearly as long. A longer one is a fault, and must not fill the memory. */
const usualReplyBytes = 32 * 1024 * 1024;
/** Only the beginning of an error's body is useful. */
const maxErrorBytes = 64 * 1024;

/** The longest wait for a connection, in milliseconds, and for the answer of a proxy. */
const longestConnectMs = 10_000;

/** Sends requests over a pool of kept connections and reads whole replies. Knows nothing of any API. */
export class Transport {
  private readonly dispatcher: Dispatcher;
  private readonly maxReplyBytes: number;

  constructor(options: TransportOptions) {
    this.maxReplyBytes = options.maxReplyBytes ?? usualReplyBytes;
    const connect = { timeout: Math.min(options.timeoutMs, longestConnectMs), ...certificateAuthorities() };
    // Proxies are set by the usual variables. This machine itself is never reached through a proxy.
    this.dispatcher = new EnvHttpProxyAgent({
      noProxy: [noProxyVariable(), "localhost", "127.0.0.1", "::1"].filter((host) => host !== "").join(","),
      connections: options.maxConcurrency,
      headersTimeout: options.timeoutMs,
      bodyTimeout: options.timeoutMs,
      connect,
      // The settings of TLS behind a proxy, and to the proxy itself.
      requestTls: connect,
      proxyTls: connect,
      clientFactory: (proxy, given) => new ProxyPool(proxy, { ...given, headersTimeout: connect.timeout }),
    });
  }

  async send(request: WireRequest): Promise<WireReply> {
    if (request.deadline.passed) throw new DeadlineError(request, "refused");
    const sending = new Sending((status) => (status >= 400 ? maxErrorBytes : this.maxReplyBytes));
    const options = dispatchOptions(request);
    try {
      const { status, headers, body, isCut } = await sending.reply(this.dispatcher, options, request.deadline);
      if (isCut && status < 400) throw new LostReplyError(request, `more than ${String(this.maxReplyBytes)} bytes`);
      return { status, headers, body: body.toString("utf8") };
    } catch (error) {
      throw transportError(request, error, sending);
    }
  }

  async close(): Promise<void> {
    await this.dispatcher.close();
  }
}

function dispatchOptions({ method, url, headers, body = "" }: WireRequest): Dispatcher.DispatchOptions {
  return { origin: url.origin, path: `${url.pathname}${url.search}`, method, headers, body };
}

function noProxyVariable(): string {
  return process.env["no_proxy"] ?? process.env["NO_PROXY"] ?? "";
}

/** SSL_CERT_FILE replaces the authorities that are trusted, as for other tools; NODE_EXTRA_CA_CERTS is Node's own. */
function certificateAuthorities(): { ca?: string } {
  const file = process.env["SSL_CERT_FILE"];
  if (file === undefined || file === "") return {};
  try {
    // As a text: undici copies its options for each host, which takes a tenth of a second for the bytes of a buffer.
    return { ca: readFileSync(file, "utf8") };
  } catch {
    throw new SettingsError(`the environment variable SSL_CERT_FILE names ${file}, which cannot be read`);
  }
}

/**
 * The error for a request that failed: it depends on whether the request was written to a connection, at least in part.
 */
function transportError(request: WireRequest, error: unknown, { started: wasSent, isLate }: Sending): Error {
  if (error instanceof LostReplyError) return error;
  const { code, name } = error as { code?: string; name?: string };
  if (request.deadline.passed || isLate) {
    return new DeadlineError(request, wasSent ? "unknown" : "refused", error);
  }
  const reason = code ?? name ?? "unknown";
  // A connection that breaks has the same codes. What they mean depends on the moment.
  if (wasSent) return new LostReplyError(request, reason, error);
  const { host } = request.url;
  return error instanceof ProxyError
    ? proxyFailure(request, host, error)
    : new ConnectError(request, host, reason, error);
}

function proxyFailure(request: RequestSummary, host: string, error: ProxyError): ConnectError {
  const { message, status, cause } = error;
  const { code = "unknown" } = (cause ?? {}) as { code?: string };
  const reason = status === undefined ? `${message}: ${code}` : `${message} refused (${String(status)})`;
  return new ConnectError(request, host, reason, error, proxyRemedy(status));
}
