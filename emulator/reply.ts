/** The answer of an operation: a status and, for most, a body that is sent as JSON. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  /** The body where it is JSON already. */
  readonly json?: string;
  /** The body where it is plain text. */
  readonly text?: string;
}

export function ok(body: unknown): Reply {
  return { status: 200, body };
}

export function created(body: unknown): Reply {
  return { status: 201, body };
}

export const noContent: Reply = { status: 204 };

/** Adds the Date header, by the emulator's clock. A fault may have set another date. */
export function withDate(response: Response, now: number): Response {
  if (!response.headers.has("date")) response.headers.set("date", new Date(now).toUTCString());
  return response;
}

export function toResponse(reply: Reply): Response {
  const { status, body, text, json = body === undefined ? undefined : JSON.stringify(body) } = reply;
  if (text !== undefined) {
    return new Response(text, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
  }
  if (json === undefined) return new Response(null, { status });
  return new Response(json, { status, headers: { "content-type": "application/json" } });
}
