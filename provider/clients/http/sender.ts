import { setTimeout as pause } from "node:timers/promises";

import type { Deadline } from "./deadline";
import { DeadlineError, type RequestError, type RequestSummary } from "./errors";
import { header, successBody } from "./reply";
import type { RequestLog } from "./request-log";
import { defaultRetryPolicy, mayRetry, retryDelayMs, type RetryPolicy } from "./retry";
import { Transport, type TransportOptions, type WireReply } from "./transport";

export interface SenderOptions extends TransportOptions {
  readonly maxRetries: number;
}

/** A request as often as it has to be sent. */
export interface SendableRequest extends RequestSummary {
  readonly url: URL;
  /** Made anew for each attempt: a signature carries the time. */
  readonly headers: () => Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Whether it may be sent again when its outcome is unknown. */
  readonly repeatable: boolean;
  readonly deadline: Deadline;
}

/** Makes the error of a reply whose status is none of success. */
export type ErrorOf = (request: RequestSummary, reply: WireReply) => RequestError;

/** Sends requests of one API: repeats, logs, decodes them, and keeps the service's time. */
export class Sender {
  private readonly transport: Transport;
  private readonly retry: RetryPolicy;
  /** Service time minus this machine's time, from the last reply. */
  private clockOffsetMs: number | undefined;

  constructor(
    options: SenderOptions,
    private readonly log: RequestLog,
    private readonly errorOf: ErrorOf,
  ) {
    this.transport = new Transport(options);
    this.retry = { ...defaultRetryPolicy, maxRetries: options.maxRetries };
  }

  /** The service's time at a moment of this machine's clock, as far as replies have told it. */
  serviceTime(localMs: number): number {
    return localMs + (this.clockOffsetMs ?? 0);
  }

  /** Sends a request, again as often as it is allowed to; gives the decoded body of its reply. */
  async send(request: SendableRequest): Promise<unknown> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.attempt(request, attempt);
      } catch (error) {
        if (attempt >= this.retry.maxRetries || !mayRetry(error, request.repeatable)) throw error;
        const delayMs = retryDelayMs(this.retry, attempt, error.retryAfterMs);
        if (delayMs >= request.deadline.leftMs) throw new DeadlineError(request, error.outcome, error);
        await pause(delayMs);
      }
    }
  }

  async close(): Promise<void> {
    await this.transport.close();
  }

  private async attempt(request: SendableRequest, attempt: number): Promise<unknown> {
    const { method, service, path, url, body, deadline } = request;
    const summary = { method, service, path };
    const started = performance.now();
    let result: number | string = "error";
    try {
      const reply = await this.transport.send({ ...summary, url, headers: request.headers(), body, deadline });
      result = reply.status;
      this.noteServiceTime(reply);
      if (reply.status < 200 || reply.status >= 300) throw this.errorOf(summary, reply);
      return successBody(summary, reply);
    } catch (error) {
      if (typeof result === "string") result = (error as { code?: string }).code ?? "error";
      throw error;
    } finally {
      this.log({ ...summary, attempt: attempt + 1, result, durationMs: performance.now() - started });
    }
  }

  private noteServiceTime(reply: WireReply): void {
    const date = Date.parse(header(reply, "date") ?? "");
    if (!Number.isNaN(date)) this.clockOffsetMs = date - Date.now();
  }
}
