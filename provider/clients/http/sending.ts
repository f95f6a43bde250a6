import { request as send, type Dispatcher } from "undici";

import type { Deadline } from "./deadline";

type Handler = Dispatcher.DispatchHandler;
type Options = Omit<NonNullable<Parameters<typeof send>[1]>, "opaque">;

/** One request on its way: whatever ends it before it was written to a connection, it has certainly done nothing. */
export class Sending {
  /** Whether its first byte may have left this machine. */
  started = false;

  constructor(private readonly dispatcher: Dispatcher) {}

  /** Sends it and gives the head of its reply; at the latest when the deadline passes, this comes to an end. */
  async reply(url: URL, options: Options, deadline: Deadline): Promise<Dispatcher.ResponseData<unknown>> {
    const { signal } = deadline;
    const dispatcher = this.dispatcher.compose((dispatch) => (what, handler) => dispatch(what, this.watched(handler)));
    let stop = (): void => undefined;
    // A request that waits for a connection is told of its signal only when its turn comes; it is not written then.
    const passed = new Promise<never>((_, reject) => {
      stop = () => {
        reject(signal.reason as Error);
      };
      signal.addEventListener("abort", stop, { once: true });
    });
    try {
      return await Promise.race([send(url, { ...options, dispatcher, signal }), passed]);
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  /** The handler of a request, which notes that it is written. */
  private watched(handler: Handler): Handler {
    return {
      onRequestStart: (controller, context) => {
        handler.onRequestStart?.(controller, context);
        // A handler whose signal was aborted meanwhile keeps the request from being written.
        this.started ||= !controller.aborted;
      },
      onResponseStart: (...values) => handler.onResponseStart?.(...values),
      onResponseData: (...values) => handler.onResponseData?.(...values),
      onResponseEnd: (...values) => handler.onResponseEnd?.(...values),
      onResponseError: (...values) => handler.onResponseError?.(...values),
    };
  }
}
