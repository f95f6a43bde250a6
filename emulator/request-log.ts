/** A request as GET /_emulator/requests shows it. */
export interface LoggedRequest {
  /** Counts from 1 in the order of arrival. */
  readonly n: number;
  /** When the request arrived, by the emulator's clock. */
  readonly time: string;
  readonly method: string;
  readonly path: string;
  /** As it was sent, without the question mark. */
  readonly query: string;
  /** The header Scp-Api-Version as it was sent. */
  readonly version: string | null;
  /** The status of the answer; 0 where no byte was answered, null while the request is being handled. */
  readonly status: number | null;
  readonly durationMs: number | null;
  /**
   * The body: parsed where it is JSON, else its text; null where there is none. Nothing is redacted: this is a test
   * tool.
   */
  readonly body: unknown;
}

export interface OpenRequest extends Omit<LoggedRequest, "body" | "status" | "durationMs"> {
  readonly startedAt: number;
  body: string;
  status: number | null;
  durationMs: number | null;
}

const defaultLimit = 100_000;

/** The log of requests: the last 100,000 of them. */
export class RequestLog {
  readonly #limit: number;
  #entries: OpenRequest[] = [];
  #last = 0;

  constructor(limit = defaultLimit) {
    this.#limit = limit;
  }

  open(request: Pick<LoggedRequest, "time" | "method" | "path" | "query" | "version">): OpenRequest {
    this.#last += 1;
    const entry = { n: this.#last, ...request, body: "", status: null, durationMs: null, startedAt: performance.now() };
    this.#entries.push(entry);
    // Many entries are removed at once, since each removal copies the list.
    if (this.#entries.length > this.#limit * 1.1) this.#entries = this.#entries.slice(-this.#limit);
    return entry;
  }

  close(entry: OpenRequest, status: number): void {
    entry.status = status;
    entry.durationMs = Math.round((performance.now() - entry.startedAt) * 1000) / 1000;
  }

  /** The requests after number n. */
  since(n: number): LoggedRequest[] {
    const kept = this.#entries.slice(-this.#limit);
    const first = kept[0]?.n ?? 0;
    return kept.slice(Math.max(0, n - first + 1)).map(shown);
  }

  /** Forgets all requests. Numbers continue, so that a `since` stays valid. */
  clear(): void {
    this.#entries = [];
  }

  /** Forgets all requests, and counts from 1 again. */
  restart(): void {
    this.clear();
    this.#last = 0;
  }
}

function shown({ startedAt: _startedAt, body, ...entry }: OpenRequest): LoggedRequest {
  return { ...entry, body: parsed(body) };
}

function parsed(body: string): unknown {
  if (body === "") return null;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}
