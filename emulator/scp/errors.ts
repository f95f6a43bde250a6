import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Reply } from "../reply";

/** A refusal by a service, in the envelope by which clients tell it from a gateway's. */
export class ScpError extends Error {
  override readonly name = "ScpError";

  constructor(
    readonly status: number,
    readonly code: string,
    /** One text, or one text for each thing that is wrong. */
    readonly detail: string | readonly string[],
  ) {
    super(typeof detail === "string" ? detail : detail.join("; "));
  }
}

/** Refuses a body or a query. The message does not name the field (SCP 3). */
export function validationError(...details: readonly string[]): ScpError {
  return new ScpError(400, "ValidationError", details);
}

export function notFound(): ScpError {
  return new ScpError(404, "NotFound", "The requested resource could not be found.");
}

export function errorReply({ status, code, detail }: ScpError): Reply {
  const request = `req-${randomUUID()}`;
  const error = {
    code,
    detail,
    global_request_id: request,
    links: [],
    related_resources: [],
    request_id: request,
    response: null,
    status,
    title: code,
  };
  return { status, body: { errors: [error] } };
}

/** The gateway's error, before a service is asked: it does not mean that an object does not exist (SCP 3). */
export function gatewayError(status: number, path: string, now: number): Reply {
  return {
    status,
    body: {
      timestamp: new Date(now).toISOString(),
      path,
      status,
      error: STATUS_CODES[status] ?? "",
      requestId: randomUUID().slice(0, 8),
    },
  };
}
