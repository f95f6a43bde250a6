import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, beforeEach } from "@jest/globals";

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The body parsed; undefined where there is none. */
  readonly body: unknown;
}

export interface PlannedReply {
  readonly status?: number;
  /** Sent as JSON; a string is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A real server on this machine that answers as a test says, and remembers what it was asked. */
export interface ApiServer {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  /** Answers a request; `count` counts from 1. Undefined cuts the connection. */
  answer: (request: SeenRequest, count: number) => PlannedReply | undefined;
}

/** A server for each test of a file. */
export function useApiServer(): ApiServer {
  const seen: SeenRequest[] = [];
  const api: { url: string; seen: SeenRequest[]; answer: ApiServer["answer"] } = { url: "", seen, answer: () => ({}) };
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      const { method = "", url: path = "", headers } = incoming;
      const request = { method, path, headers, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
      seen.push(request);
      const reply = api.answer(request, seen.length);
      if (reply === undefined) {
        incoming.socket.destroy();
        return;
      }
      const { status = 200, body = {} } = reply;
      response.writeHead(status, { "Content-Type": "application/json", ...reply.headers });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    });
  });
  beforeEach(async () => {
    seen.length = 0;
    api.answer = () => ({});
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    api.url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return api;
}
