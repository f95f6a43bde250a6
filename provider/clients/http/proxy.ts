import type { Dispatcher, Pool as UndiciPool } from "undici";

import { Pool } from "./undici";

/** A proxy did not open a connection to the service, so nothing was sent to the service. */
export class ProxyError extends Error {
  constructor(
    /** The host and port of the proxy, without the credentials that its URL may have. */
    readonly proxy: string,
    /** The status that the proxy answered; undefined where it did not answer. */
    readonly status: number | undefined,
    cause?: unknown,
  ) {
    super(`the proxy ${proxy}`, { cause });
    this.name = "ProxyError";
  }
}

type Asked = Dispatcher.ConnectOptions;
type Opened = Dispatcher.ConnectData;

/** The connections to a proxy. It tells failures of the proxy from failures of the service behind it. */
export class ProxyPool extends Pool {
  private readonly proxy: string;

  constructor(url: URL, options: UndiciPool.Options) {
    super(url, options);
    this.proxy = url.host;
  }

  /** Asks the proxy for a connection to a service. */
  override async connect(asked: Asked): Promise<Opened>;
  override async connect(...asked: unknown[]): Promise<Opened>;
  override async connect(asked: Asked): Promise<Opened> {
    const opened = await super.connect(asked).catch((error: unknown) => {
      throw new ProxyError(this.proxy, undefined, error);
    });
    if (opened.statusCode === 200) return opened;
    opened.socket.on("error", () => undefined).destroy();
    throw new ProxyError(this.proxy, opened.statusCode);
  }
}

/** What the user can do where a proxy answers with this status. */
export function proxyRemedy(status: number | undefined): string | undefined {
  if (status === undefined) return undefined;
  return status === 407
    ? "Put a user name and a password for the proxy into its URL: HTTPS_PROXY=http://user:password@host:port"
    : "Ask whoever runs the proxy to let it through, or name the service's host in NO_PROXY to go round it";
}
