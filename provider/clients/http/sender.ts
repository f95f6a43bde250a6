import { setTimeout as pause } from "node:timers/promises";

import { aheadOf, clocksAgree } from "./clocks";
import type { Deadline } from "./deadline";
import { ApiError, DeadlineError, type RequestError, type RequestSummary } from "./errors";
import { successBody } from "./reply";
import type { RequestLog } from "./request-log";
import { defaultRetryPolicy, mayRetry, retryDelayMs, type RetryPolicy } from "./retry";
import type { Transport, TransportOptions, WireReply } from "./transport";
import type * as transport from "./transport";

export interface SenderOptions extends TransportOptions {
  readonly maxRetries: number;
  /** The status that a reply means, where its body says it; undefined where it does not. */
  readonly statusOf?: (reply: WireReply) => number | undefined;
  /** True if the signature of a request has the time in it, so that a wrong clock can cause a 401. */
  readonly signsTime?: boolean;
  /** This machine's clock: milliseconds since 1970. */
  readonly now?: () => number;
}

/** A request that may be sent several times. */
export interface SendableRequest extends RequestSummary {
  readonly url: URL;
  /** Makes the headers anew for each attempt, with the time to sign with. */
  readonly headers: (time: number) => Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** True if the request is idempotent, so that it may be sent again when its outcome is unknown. */
  readonly repeatable: boolean;
  readonly deadline: Deadline;
}

/**
 * Makes the error for a reply without a status of success. `aheadMs` is given where the request was sent once more with
 * the service's time: how far the service's clock is ahead of this machine's.
 */
export type ErrorOf = (request: RequestSummary, reply: WireReply, aheadMs?: number) => RequestError;

/** Sends the requests of one API: repeats and logs them, decodes replies, and keeps the service's time. */
export class Sender {
  private transportUsed: Transport | undefined;
  private readonly retry: RetryPolicy;
  private readonly now: () => number;
  /** How far the service's clock is ahead of this machine's, from the last reply of the application. */
  private aheadMs: number | undefined;
  /**
   * The same, from what stands in front of the application, such as a proxy. It counts only while the application has
   * told nothing.
   */
  private gatewayAheadMs = 0;
  /**
   * The same, for signatures. It is 0, this machine's time, until the service has refused that and accepted its own
   * time.
   */
  private signedAheadMs = 0;

  constructor(
    private readonly options: SenderOptions,
    private readonly log: RequestLog,
    private readonly errorOf: ErrorOf,
  ) {
    this.retry = { ...defaultRetryPolicy, maxRetries: options.maxRetries };
    this.now = options.now ?? Date.now;
  }

  /** The service's time at a moment of this machine's clock, if replies have told it. */
  serviceTime(localMs: number): number {
    return localMs + (this.aheadMs ?? this.gatewayAheadMs);
  }

  /** Whether the application's replies have told the service's time. */
  get knowsTime(): boolean {
    return this.aheadMs !== undefined;
  }

  /** Sends a request, repeats it as often as allowed, and returns the decoded body of its reply. */
  async send(request: SendableRequest): Promise<unknown> {
    let sent = 0;
    const sendOnce: SendOnce = (aheadMs) => this.sendOnce(request, ++sent, aheadMs);
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.attempt(request, sendOnce);
      } catch (error) {
        if (attempt >= this.retry.maxRetries || !mayRetry(error, request.repeatable)) throw error;
        const delayMs = retryDelayMs(this.retry, attempt, error.retryAfterMs);
        if (delayMs >= request.deadline.leftMs) throw new DeadlineError(request, error.outcome, error);
        await pause(delayMs);
      }
    }
  }

  async close(): Promise<void> {
    await this.transportUsed?.close();
  }

  /** Loaded with the first request: a command that finds nothing to do sends none. */
  private get transport(): Transport {
    return (this.transportUsed ??= this.newTransport());
  }

  private newTransport(): Transport {
    const { Transport } = require("./transport") as typeof transport;
    return new Transport(this.options);
  }

  private async attempt(request: SendableRequest, sendOnce: SendOnce): Promise<unknown> {
    const signedAheadMs = this.signedAheadMs;
    const first = await sendOnce(signedAheadMs);
    const aheadMs = this.options.signsTime === true && first.status === 401 ? this.aheadOf(first) : undefined;
    if (aheadMs === undefined || clocksAgree(aheadMs, signedAheadMs)) return this.decode(request, first);
    // A service that answers 401 has done nothing. So even a request that is not idempotent may be sent once more.
    const second = await sendOnce(aheadMs);
    // The new time is kept only if the service accepted it: after a 401 or a failure of the service, nobody knows that.
    if (second.status !== 401 && second.status < 500) this.signedAheadMs = aheadMs;
    return this.decode(request, second, aheadMs);
  }

  private async sendOnce(request: SendableRequest, sent: number, aheadMs: number): Promise<WireReply> {
    const { method, service, path, url, body, deadline } = request;
    const summary = { method, service, path };
    const { transport } = this;
    const started = performance.now();
    let result: number | string = "error";
    try {
      const headers = request.headers(this.now() + aheadMs);
      const reply = await transport.send({ ...summary, url, headers, body, deadline });
      result = reply.status;
      const status = this.options.statusOf?.(reply) ?? reply.status;
      return status === reply.status ? reply : { ...reply, status };
    } catch (error) {
      result = (error as { code?: string }).code ?? "error";
      throw error;
    } finally {
      this.log({ ...summary, attempt: sent, result, durationMs: performance.now() - started });
    }
  }

  private decode(request: RequestSummary, reply: WireReply, aheadMs?: number): unknown {
    const repliedAheadMs = this.aheadOf(reply);
    try {
      if (reply.status < 200 || reply.status >= 300) throw this.errorOf(request, reply, aheadMs);
      const body = successBody(request, reply);
      this.aheadMs = repliedAheadMs ?? this.aheadMs;
      return body;
    } catch (error) {
      if (error instanceof ApiError) this.aheadMs = repliedAheadMs ?? this.aheadMs;
      else this.gatewayAheadMs = repliedAheadMs ?? this.gatewayAheadMs;
      throw error;
    }
  }

  private aheadOf(reply: WireReply): number | undefined {
    return aheadOf(reply, this.now());
  }
}

/** Sends a request with the time of a clock that is `aheadMs` ahead of this machine's. */
type SendOnce = (aheadMs: number) => Promise<WireReply>;
