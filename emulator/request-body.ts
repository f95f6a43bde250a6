import type { IncomingMessage } from "node:http";

/** The largest body of a request to a service. */
const maxBodyBytes = 16 * 1024 * 1024;

/** The largest body of an admin call: a snapshot. */
export const maxAdminBodyBytes = 256 * 1024 * 1024;

export class BodyTooLargeError extends Error {
  override readonly name = "BodyTooLargeError";

  constructor(limit: number) {
    super(`a body is at most ${limit} bytes`);
  }
}

/** The request's body as text; "" where there is none. Rejects when the client goes away before the body's end. */
export async function readBody(incoming: IncomingMessage, limit = maxBodyBytes): Promise<string> {
  const { headers } = incoming;
  if (!("content-length" in headers) && !("transfer-encoding" in headers)) return "";
  // Refused before the body is read: to stop in the middle would cut the connection that has to carry the refusal.
  if (Number(headers["content-length"] ?? 0) > limit) throw new BodyTooLargeError(limit);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) throw new BodyTooLargeError(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length).toString("utf8");
}
