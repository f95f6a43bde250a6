import type { Dispatcher } from "undici";

import type { Deadline } from "./deadline";

type Controller = Dispatcher.DispatchController;
type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>[2];

/** A whole reply, or the beginning of one that is too long. */
export interface RawReply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
  /** Whether the body was longer, so that the rest was not read. */
  readonly isCut: boolean;
}

/** One attempt of a request. If it ends before it was written to a connection, it has certainly done nothing. */
export class Sending implements Dispatcher.DispatchHandler {
  /** Whether the first byte of the request may have left this machine. */
  started = false;
  /** Whether it was given up because its time was used up. */
  isLate = false;
  private controller: Controller | undefined;
  private status = 0;
  private headers: Headers = {};
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private resolve: (reply: RawReply) => void = () => undefined;
  private reject: (error: Error) => void = () => undefined;

  /** @param limitOf how many bytes of a reply with a status are read */
  constructor(private readonly limitOf: (status: number) => number) {}

  /** Sends the request and returns its reply. It ends when the deadline passes at the latest. */
  async reply(dispatcher: Dispatcher, options: Dispatcher.DispatchOptions, deadline: Deadline): Promise<RawReply> {
    const ended = new Promise<RawReply>((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    const stop = deadline.whenPassed(() => {
      this.isLate = true;
      const error = new Error("the time is used up");
      this.controller?.abort(error);
      this.reject(error);
    });
    try {
      dispatcher.dispatch(options, this);
      return await ended;
    } finally {
      stop();
    }
  }

  /** The request has a connection and is written next. */
  onRequestStart(controller: Controller): void {
    this.controller = controller;
    // undici tells a request that has waited for a connection only now.
    if (this.isLate) controller.abort(new Error("the time is used up"));
    else this.started = true;
  }

  onResponseStart(_: Controller, status: number, headers: Headers): void {
    this.status = status;
    this.headers = headers;
  }

  onResponseData(controller: Controller, chunk: Buffer): void {
    this.chunks.push(chunk);
    this.size += chunk.length;
    if (this.size <= this.limitOf(this.status)) return;
    this.end(true);
    controller.abort(new Error("the rest of the reply is not read"));
  }

  onResponseEnd(): void {
    this.end(false);
  }

  onResponseError(_: Controller, error: Error): void {
    this.reject(error);
  }

  private end(isCut: boolean): void {
    const { status, headers } = this;
    const body = Buffer.concat(this.chunks).subarray(0, this.limitOf(status));
    this.resolve({ status, headers, body, isCut });
  }
}
