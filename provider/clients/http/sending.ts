import type { Dispatcher } from "undici";

import type { Deadline } from "./deadline";

type Handler = Dispatcher.DispatchHandler;
type Options = Pick<Dispatcher.RequestOptions, "method" | "headers" | "body">;

/** One attempt of a request. If it ends before it was written to a connection, it has certainly done nothing. */
export class Sending {
  /** Whether the first byte of the request may have left this machine. */
  started = false;

  constructor(private readonly dispatcher: Dispatcher) {}

  /** Sends the request and returns the head of its reply. It ends when the deadline passes at the latest. */
  async reply(url: URL, options: Options, deadline: Deadline): Promise<Dispatcher.ResponseData<unknown>> {
    const { signal } = deadline;
    const dispatcher = this.dispatcher.compose((dispatch) => (what, handler) => dispatch(what, this.watched(handler)));
    let stop = (): void => undefined;
    // undici tells a request that waits for a connection of its signal only when its turn comes. Such a request is not
    // written then.
    const passed = new Promise<never>((_, reject) => {
      stop = () => {
        reject(signal.reason as Error);
      };
      signal.addEventListener("abort", stop, { once: true });
    });
    try {
      const { origin, pathname, search } = url;
      return await Promise.race([
        dispatcher.request({ ...options, origin, path: `${pathname}${search}`, signal }),
        passed,
      ]);
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  /** A handler that notes when the request is written. */
  private watched(handler: Handler): Handler {
    return {
      onRequestStart: (controller, context) => {
        handler.onRequestStart?.(controller, context);
        // If the signal was aborted meanwhile, the handler keeps the request from being written.
        this.started ||= !controller.aborted;
      },
      onResponseStart: (...values) => handler.onResponseStart?.(...values),
      onResponseData: (...values) => handler.onResponseData?.(...values),
      onResponseEnd: (...values) => handler.onResponseEnd?.(...values),
      onResponseError: (...values) => handler.onResponseError?.(...values),
    };
  }
}
