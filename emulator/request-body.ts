import type { IncomingMessage } from "node:http";

/** The largest request body that is read. */
const maxBodyBytes = 16 * 1024 * 1024;

export class BodyTooLargeError extends Error {
  override readonly name = "BodyTooLargeError";

  constructor() {
    super(`a body is at most ${maxBodyBytes} bytes`);
  }
}

/** The request's body as text; "" where there is none. Rejects when the client goes away before the body's end. */
export async function readBody(incoming: IncomingMessage): Promise<string> {
  const { headers } = incoming;
  if (!("content-length" in headers) && !("transfer-encoding" in headers)) return "";
  // Refused before the body is read: to stop in the middle would cut the connection that has to carry the refusal.
  if (Number(headers["content-length"] ?? 0) > maxBodyBytes) throw new BodyTooLargeError();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBodyBytes) throw new BodyTooLargeError();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length).toString("utf8");
}
