import { subscribe, unsubscribe } from "node:diagnostics_channel";
import net, { type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";

import { Deadline } from "../../../provider/clients/http/deadline";
import { Transport, type WireReply } from "../../../provider/clients/http/transport";
import { useApiServer } from "../../support/api-server";

const api = useApiServer();
const request = { method: "POST", service: "kms", path: "/v1/things", headers: {}, body: "{}" };
const codeOf = (code: string, syscall: string): Error => Object.assign(new Error(code), { code, syscall });

let transport: Transport;
let sockets: Socket[];

const remember = (message: unknown): void => {
  sockets.push((message as { socket: Socket }).socket);
};

beforeEach(() => {
  sockets = [];
  subscribe("undici:client:connected", remember);
  transport = new Transport({ timeoutMs: 5000, maxConcurrency: 1 });
});

afterEach(async () => {
  unsubscribe("undici:client:connected", remember);
  jest.restoreAllMocks();
  await transport.close().catch(() => undefined);
});

const send = (deadlineMs = 5000, path = "/v1/things"): Promise<WireReply> =>
  transport.send({ ...request, path, url: new URL(`${api.url}${path}`), deadline: new Deadline(deadlineMs) });

describe("a request that waits for a connection when its time is used up", () => {
  test("was not sent, is told so at once, and is not sent later", async () => {
    const seen: Socket[] = [];
    let arrived = (): void => undefined;
    const arrival = new Promise<void>((resolve) => (arrived = resolve));
    const silent = net.createServer((socket) =>
      socket.on("data", () => {
        seen.push(socket);
        arrived();
      }),
    );
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const url = new URL(`http://127.0.0.1:${String((silent.address() as net.AddressInfo).port)}/v1/things`);
    const first = transport.send({ ...request, url, deadline: new Deadline(15_000) });
    await arrival;
    await expect(transport.send({ ...request, url, deadline: new Deadline(100) })).rejects.toMatchObject({
      code: "DEADLINE",
      outcome: "refused",
    });
    expect(seen).toHaveLength(1);
    seen[0]?.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    await expect(first).resolves.toMatchObject({ status: 200 });
    await pause(50);
    expect(seen).toHaveLength(1);
    for (const socket of seen) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
  });

  test("was not sent where the service is not reached in that time", async () => {
    const silent = new net.Socket();
    jest.spyOn(net, "connect").mockImplementation(() => silent);
    await expect(send(50)).rejects.toMatchObject({ code: "DEADLINE", outcome: "refused" });
    silent.destroy(codeOf("ETIMEDOUT", "connect"));
  });
});

describe("an error before there is a connection", () => {
  test.each(["EHOSTUNREACH", "ENETUNREACH", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENEWCODE"])(
    "means that nothing was sent (%s)",
    async (code) => {
      jest.spyOn(net, "connect").mockImplementation(() => new net.Socket().destroy(codeOf(code, "connect")));
      await expect(send()).rejects.toMatchObject({
        code: "CONNECT_ERROR",
        outcome: "refused",
        transient: true,
        message: `cannot connect to ${new URL(api.url).host}: ${code}`,
      });
    },
  );

  test("means so as well where several addresses were tried", async () => {
    const tried = ["10.0.0.1", "10.0.0.2"].map(() => codeOf("ETIMEDOUT", "connect"));
    const error = Object.assign(new AggregateError(tried), { code: "ETIMEDOUT" });
    jest.spyOn(net, "connect").mockImplementation(() => new net.Socket().destroy(error));
    await expect(send()).rejects.toMatchObject({ code: "CONNECT_ERROR", outcome: "refused" });
  });
});

test.each(["EHOSTUNREACH", "ENETUNREACH", "ECONNREFUSED", "ECONNRESET", "ERR_SSL_BAD_RECORD_MAC"])(
  "an error on a connection that a request was sent on leaves its outcome unknown (%s)",
  async (code) => {
    api.answer = () => {
      sockets[0]?.destroy(codeOf(code, "read"));
      return {};
    };
    await expect(send()).rejects.toMatchObject({ code: "LOST_REPLY", outcome: "unknown" });
    expect(api.seen).toHaveLength(1);
  },
);

/** A server that writes these bytes as its reply to each request. Answers what stops it. */
async function answerWith(reply: string): Promise<{ url: URL; close: () => Promise<unknown> }> {
  const server = net.createServer((socket) =>
    socket.once("data", () => socket.write(reply)).on("error", () => undefined),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(`http://127.0.0.1:${String((server.address() as net.AddressInfo).port)}/v1/things`);
  return { url, close: () => new Promise((resolve) => server.close(resolve)) };
}

test.each([
  [
    "informs before it answers",
    "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}",
    201,
    2,
  ],
  ["has no body", "HTTP/1.1 204 No Content\r\n\r\n", 204, 0],
  [
    "is a long error, of which the beginning is enough",
    `HTTP/1.1 502 Bad Gateway\r\n\r\n${"x".repeat(100_000)}`,
    502,
    64 * 1024,
  ],
])("a reply that %s is read", async (_, reply, status, length) => {
  const { url, close } = await answerWith(reply);
  const found = await transport.send({ ...request, url, deadline: new Deadline(5000) });
  expect([found.status, found.body.length]).toEqual([status, length]);
  await transport.close();
  await close();
});

test("a reply that stops in the middle when the time is used up leaves its outcome unknown", async () => {
  const { url, close } = await answerWith("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{");
  await expect(transport.send({ ...request, url, deadline: new Deadline(200) })).rejects.toMatchObject({
    code: "DEADLINE",
    outcome: "unknown",
  });
  await transport.close();
  await close();
});
