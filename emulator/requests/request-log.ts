import { createMask, loggedBody } from "./logged-body";
import type { SecretFieldsOf } from "./secret-fields";

/** What is known of a request when it arrives. */
interface Arrival {
  /** When the request arrived, by the emulator's clock. */
  readonly time: string;
  readonly method: string;
  readonly path: string;
  /** As it was sent, without the question mark. */
  readonly query: string;
  /** The header Scp-Api-Version as it was sent. */
  readonly version: string | null;
}

/** A request in the log. */
export interface OpenRequest extends Arrival {
  /** Counts from 1 in the order of arrival. */
  readonly n: number;
  readonly startedAt: number;
  /** The status of the answer; 0 where no byte was answered, null while the request is being handled. */
  status: number | null;
  durationMs: number | null;
  /** The body as JSON: its secrets are masked, and of a long one only the beginning is kept. */
  body: string;
  /** Whether the log still has the request. */
  isKept: boolean;
}

export interface RequestLogOptions {
  readonly secretFieldsOf?: SecretFieldsOf;
  /** How many requests are kept. */
  readonly maxRequests?: number;
  /** How many bytes the kept requests may have in all. */
  readonly maxBytes?: number;
}

const noBody = "null";

/** The log of requests: the last 100,000 of them, or fewer where they have more than 64 MiB in all. */
export class RequestLog {
  readonly #mask = createMask();
  readonly #secretFieldsOf: SecretFieldsOf;
  readonly #maxRequests: number;
  readonly #maxBytes: number;
  #entries: OpenRequest[] = [];
  /** How many of the first entries were dropped. They are removed together, since each removal copies the list. */
  #dropped = 0;
  #bytes = 0;
  #last = 0;

  constructor({
    secretFieldsOf = () => new Set(),
    maxRequests = 100_000,
    maxBytes = 64 * 1024 * 1024,
  }: RequestLogOptions = {}) {
    this.#secretFieldsOf = secretFieldsOf;
    this.#maxRequests = maxRequests;
    this.#maxBytes = maxBytes;
  }

  open(arrival: Arrival): OpenRequest {
    this.#last += 1;
    const entry: OpenRequest = {
      n: this.#last,
      ...arrival,
      status: null,
      durationMs: null,
      body: noBody,
      startedAt: performance.now(),
      isKept: true,
    };
    this.#entries.push(entry);
    this.#bytes += bytesOf(entry);
    this.#dropOldest();
    return entry;
  }

  /** Notes the body of a request, when it has arrived. */
  receive(entry: OpenRequest, body: string): void {
    if (entry.isKept) this.#bytes -= bytesOf(entry);
    entry.body = loggedBody(body, this.#secretFieldsOf(entry.path), this.#mask);
    if (entry.isKept) this.#bytes += bytesOf(entry);
    this.#dropOldest();
  }

  close(entry: OpenRequest, status: number): void {
    entry.status = status;
    entry.durationMs = Math.round((performance.now() - entry.startedAt) * 1000) / 1000;
  }

  /**
   * The first requests after number n, as a list in JSON. The text is put together from bodies that are JSON already, so
   * that it takes no more memory than they have.
   */
  since(n: number, limit = Infinity): string {
    const first = this.#entries[this.#dropped]?.n ?? 0;
    const start = this.#dropped + Math.max(0, n - first + 1);
    return `[${this.#entries
      .slice(start, start + limit)
      .map(shown)
      .join(",")}]`;
  }

  /** Forgets all requests. Numbers continue, so that a `since` stays valid. */
  clear(): void {
    for (const entry of this.#entries) entry.isKept = false;
    this.#entries = [];
    this.#dropped = 0;
    this.#bytes = 0;
  }

  /** Forgets all requests, and counts from 1 again. */
  restart(): void {
    this.clear();
    this.#last = 0;
  }

  #dropOldest(): void {
    while (this.#bytes > this.#maxBytes || this.#entries.length - this.#dropped > this.#maxRequests) {
      const oldest = this.#entries[this.#dropped];
      if (!oldest) break;
      oldest.isKept = false;
      this.#bytes -= bytesOf(oldest);
      this.#dropped += 1;
    }
    if (this.#dropped * 2 <= this.#entries.length) return;
    this.#entries = this.#entries.slice(this.#dropped);
    this.#dropped = 0;
  }
}

/** What an entry needs, apart from the same for all. */
function bytesOf({ path, query, version, body }: OpenRequest): number {
  return [path, query, version ?? "", body].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

function shown({ startedAt: _startedAt, isKept: _isKept, body, ...entry }: OpenRequest): string {
  return `${JSON.stringify(entry).slice(0, -1)},"body":${body}}`;
}
