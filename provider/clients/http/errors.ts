/**
 * What a failed request means: `refused` says that the service certainly did nothing, `unknown` that it may have done
 * what was asked.
 */
export type Outcome = "refused" | "unknown";

/** The request in an error's message: never with its query or its body. */
export interface RequestSummary {
  readonly method: string;
  readonly service: string;
  readonly path: string;
  /** What the credentials are called that signed it, where they are not those of the settings. */
  readonly signedBy?: string | undefined;
}

interface RequestErrorOptions extends ErrorOptions {
  readonly remedy?: string | undefined;
}

/** The base class of all errors of a request. */
export abstract class RequestError extends Error {
  abstract readonly code: string;
  abstract readonly outcome: Outcome;
  /** True where the same request may succeed a moment later. */
  abstract readonly transient: boolean;
  /** How long the service asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined = undefined;
  /** What the user can do, where the kind of error and the status do not tell. */
  readonly remedy: string | undefined;
  readonly request: RequestSummary;

  constructor({ method, service, path }: RequestSummary, message: string, options: RequestErrorOptions = {}) {
    super(message, options);
    // Only these fields are kept, since the rest of the request holds credentials.
    this.request = { method, service, path };
    this.remedy = options.remedy;
    this.name = new.target.name;
  }
}

/** One entry of an error envelope of the application. */
export interface ApiErrorEntry {
  readonly code: string;
  readonly detail: string;
}

/** The platform's own code for a missing object. A service's longer code may be about another object that is named. */
const notFoundCode = "NotFound";

/** The application of the service refused the request in its own error envelope. */
export class ApiError extends RequestError {
  readonly code = "API_ERROR";

  constructor(
    request: RequestSummary,
    readonly status: number,
    readonly entries: readonly ApiErrorEntry[],
    readonly requestId: string | undefined,
    override readonly retryAfterMs: number | undefined,
    remedy?: string,
  ) {
    super(request, apiMessage(status, entries, requestId), { remedy });
  }

  get outcome(): Outcome {
    return this.status >= 500 ? "unknown" : "refused";
  }

  get transient(): boolean {
    return isTransientStatus(this.status);
  }

  /** Whether the object itself that the request is about was not found, and nothing else that it refers to. */
  get isNotFound(): boolean {
    return this.status === 404 || (this.status === 400 && this.entries.some(({ code }) => code === notFoundCode));
  }
}

/**
 * Something in front of the application answered: a gateway, a proxy, a web page. Such an answer does not say whether
 * an object exists: a request that is wrongly signed or routed gets a gateway's 404 (SCP 3).
 */
export class GatewayError extends RequestError {
  readonly code = "GATEWAY_ERROR";

  constructor(
    request: RequestSummary,
    readonly status: number,
    summary: string,
    override readonly retryAfterMs: number | undefined,
    remedy?: string,
  ) {
    super(
      request,
      `HTTP ${String(status)} from a gateway, not from the service${summary === "" ? "" : `: ${summary}`}`,
      { remedy },
    );
  }

  get outcome(): Outcome {
    return this.status >= 500 ? "unknown" : "refused";
  }

  get transient(): boolean {
    return isTransientStatus(this.status);
  }
}

/** Reasons that do not go away by waiting: certificates that are not trusted, and refusals of a proxy. */
const lastingReasons = /CERT|SELF_SIGNED|ERR_TLS|UNABLE_TO_VERIFY|refused \(4/;

/** The request could not be sent at all: nothing was done. */
export class ConnectError extends RequestError {
  readonly code = "CONNECT_ERROR";
  readonly outcome = "refused";
  readonly transient: boolean;

  constructor(request: RequestSummary, host: string, reason: string, cause: unknown, remedy?: string) {
    super(request, `cannot connect to ${host}: ${reason}`, { cause, remedy });
    this.transient = !lastingReasons.test(reason);
  }
}

/** The request was sent, but no complete reply arrived. */
export class LostReplyError extends RequestError {
  readonly code = "LOST_REPLY";
  readonly outcome = "unknown";
  readonly transient = true;

  constructor(request: RequestSummary, reason: string, cause?: unknown) {
    super(request, `no complete reply (${reason})`, { cause });
  }
}

/** The deadline of the operation passed before or during the request. */
export class DeadlineError extends RequestError {
  readonly code = "DEADLINE";
  readonly transient = false;

  constructor(
    request: RequestSummary,
    readonly outcome: Outcome,
    cause?: unknown,
  ) {
    super(request, "the operation's time is used up", { cause });
  }
}

/** A complete, successful reply that differs from what the reference describes. */
export class UnexpectedReplyError extends RequestError {
  readonly code = "UNEXPECTED_REPLY";
  readonly outcome = "unknown";
  readonly transient = false;

  constructor(request: RequestSummary, reason: string) {
    super(request, `unexpected reply: ${reason}`);
  }
}

/** Whether the service may have done what was asked, although the request failed. */
export function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof RequestError && error.outcome === "unknown";
}

function isTransientStatus(status: number): boolean {
  return status === 429 || status === 500 || status === 502 || status === 503 || status === 504;
}

function apiMessage(status: number, entries: readonly ApiErrorEntry[], requestId: string | undefined): string {
  const said = entries.map((entry) => (entry.detail === "" ? entry.code : `${entry.code}: ${entry.detail}`)).join("; ");
  return `HTTP ${String(status)} ${said}${requestId === undefined ? "" : ` (request id ${requestId})`}`;
}
