import { Pool, type Dispatcher } from "undici";

/** A proxy that did not open the way to a service: nothing was sent to the service. */
export class ProxyError extends Error {
  constructor(
    /** Host and port of the proxy, without the credentials that its URL may have. */
    readonly proxy: string,
    /** What it answered; undefined where it did not. */
    readonly status: number | undefined,
    cause?: unknown,
  ) {
    super(`the proxy ${proxy}`, { cause });
    this.name = "ProxyError";
  }
}

type Asked = Dispatcher.ConnectOptions;
type Opened = Dispatcher.ConnectData;

/** The connections to a proxy. Tells its failures from those of the service behind it. */
export class ProxyPool extends Pool {
  private readonly proxy: string;

  constructor(url: URL, options: Pool.Options) {
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
