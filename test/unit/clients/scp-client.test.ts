import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, beforeEach, expect, test } from "@jest/globals";

import { Deadline } from "../../../provider/clients/http/deadline";
import type { RequestLogEntry } from "../../../provider/clients/http/request-log";
import type { Operation } from "../../../provider/clients/operation";
import { ScpClient } from "../../../provider/clients/scp/scp-client";
import { readScpSettings } from "../../../provider/settings/reading/scp-settings";
import { stackSettings } from "../../support/settings";

const read: Operation = { method: "GET", path: "/v1/things/{id}", versions: ["1.0"], repeatable: true };
const make: Operation = { method: "POST", path: "/v1/things", versions: ["1.0"], repeatable: false };

let server: Server;
let client: ScpClient;
let answer: (request: IncomingMessage, response: ServerResponse, count: number) => void;
let seen: IncomingMessage[];
let log: RequestLogEntry[];

beforeEach(async () => {
  seen = [];
  log = [];
  server = createServer((request, response) => {
    seen.push(request);
    answer(request, response, seen.length);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const config = {
    "scp:endpoint": url,
    "scp:accessKey": "AK",
    "scp:secretKey": "SK",
    "scp:maxRetries": "2",
  };
  const settings = readScpSettings(stackSettings(config));
  client = new ScpClient(settings, (entry) => log.push(entry));
});

afterEach(async () => {
  await client.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
};
const call = (operation: Operation, input: object = {}): Promise<unknown> =>
  client.call("kms", "1.2", operation, { deadline: new Deadline(5000), ...input });

test("a refusal counts as one where its body alone says so", async () => {
  const errors = [{ code: "NotFound", detail: "no such thing", status: 404 }];
  answer = (_, response) => {
    json(response, 200, { errors });
  };
  await expect(call(read, { path: { id: "a" } })).rejects.toMatchObject({ status: 404, isNotFound: true });
  errors[0] = { code: "Odd", detail: "", status: 0 };
  await expect(call(make)).rejects.toMatchObject({ status: 400, outcome: "refused", isNotFound: false });
  answer = (_, response) => {
    json(response, 200, { errors: [], count: 0 });
  };
  await expect(call(make)).resolves.toEqual({ errors: [], count: 0 });
});

test.each([
  [400, "NotFound", true],
  [400, "scp-security.kms.key.not_found", false],
  [400, "ValidationError", false],
  [403, "NotFound", false],
])("what is refused with %i and the code %s is not there: %s", async (status, code, isNotFound) => {
  answer = (_, response) => {
    json(response, status, { errors: [{ code, detail: "" }] });
  };
  await expect(call(read, { path: { id: "a" } })).rejects.toMatchObject({ isNotFound });
});

test("sends path, query, version and signature, and gives the decoded reply", async () => {
  answer = (_, response) => {
    json(response, 200, { ok: true });
  };
  await expect(call(read, { path: { id: "a/b c" }, query: { b: "x y", a: 1, c: undefined } })).resolves.toEqual({
    ok: true,
  });
  expect(seen[0]?.url).toBe("/v1/things/a%2Fb%20c?a=1&b=x+y");
  expect(seen[0]?.headers).toMatchObject({
    "scp-api-version": "kms 1.2",
    "scp-accesskey": "AK",
    "scp-clienttype": "Openapi",
    "accept-language": "en-US",
  });
});

test("tries again with a new signature when the service is busy", async () => {
  answer = (_, response, count) => {
    if (count < 3) json(response, 503, { error: "busy" }, { "Retry-After": "0" });
    else json(response, 200, {});
  };
  await call(read, { path: { id: "x" } });
  const times = seen.map((request) => request.headers["scp-timestamp"]);
  expect(seen).toHaveLength(3);
  expect(new Set(times).size).toBe(3);
});

test("gives up after the allowed number of repetitions", async () => {
  answer = (_, response) => {
    json(response, 429, { errors: [{ code: "TooMany", detail: "slow down" }] });
  };
  await expect(call(make, { body: {} })).rejects.toMatchObject({ code: "API_ERROR", status: 429, outcome: "refused" });
  expect(seen).toHaveLength(3);
});

test("a creation without a reply is not sent again", async () => {
  answer = (request) => {
    request.socket.destroy();
  };
  await expect(call(make, { body: {} })).rejects.toMatchObject({ code: "LOST_REPLY", outcome: "unknown" });
  expect(seen).toHaveLength(1);
});

test("an error holds nothing of a request that could give a credential away", async () => {
  answer = (request) => {
    request.socket.destroy();
  };
  const error: unknown = await call(make, { body: { value: "marker" } }).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ request: { method: "POST", service: "kms", path: "/v1/things" } });
  expect(JSON.stringify(error)).not.toMatch(/marker|Scp-|AK/);
});

test("a reply that is cut is a lost reply", async () => {
  answer = (request, response) => {
    response.writeHead(201, { "Content-Length": "1000" });
    response.write('{"key":');
    setTimeout(() => request.socket.destroy(), 10);
  };
  await expect(call(make, { body: {} })).rejects.toMatchObject({ code: "LOST_REPLY", outcome: "unknown" });
});

test("a success that is a web page is an unexpected reply of unknown outcome", async () => {
  answer = (_, response) => {
    response.writeHead(200).end("<html><title>Sign in</title></html>");
  };
  await expect(call(make, { body: {} })).rejects.toMatchObject({ code: "UNEXPECTED_REPLY", outcome: "unknown" });
});

test("tells the application's error from the gateway's", async () => {
  answer = (request, response) => {
    if (request.url === "/v1/things/app") {
      const entry = { code: "NotFound", detail: ["Not there.", "Look elsewhere."], request_id: "req-1", status: 404 };
      json(response, 404, { errors: [entry] });
    } else {
      json(response, 404, { timestamp: "now", path: "/", status: 404, error: "Not Found", requestId: "1" });
    }
  };
  await expect(call(read, { path: { id: "app" } })).rejects.toMatchObject({
    code: "API_ERROR",
    message: "HTTP 404 NotFound: Not there.; Look elsewhere. (request id req-1)",
  });
  await expect(call(read, { path: { id: "lost" } })).rejects.toMatchObject({
    code: "GATEWAY_ERROR",
    message: "HTTP 404 from a gateway, not from the service: Not Found",
  });
});

test("a huge web page from a gateway becomes a short message", async () => {
  answer = (_, response) => {
    response.writeHead(502).end(`<html><head><title>Bad Gateway</title></head>${"<p>x</p>".repeat(40_000)}</html>`);
  };
  await expect(call(read, { path: { id: "x" } })).rejects.toMatchObject({
    message: "HTTP 502 from a gateway, not from the service: Bad Gateway",
  });
});

test("nothing listens: nothing was sent", async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  const config = {
    "scp:endpoint": `http://127.0.0.1:${String(port)}`,
    "scp:accessKey": "AK",
    "scp:secretKey": "SK",
    "scp:maxRetries": "0",
  };
  const lonely = new ScpClient(readScpSettings(stackSettings(config)), () => undefined);
  const attempt = lonely.call("kms", "1.2", make, { body: {}, deadline: new Deadline(2000) });
  await expect(attempt).rejects.toMatchObject({ code: "CONNECT_ERROR", outcome: "refused" });
  await lonely.close();
});

test("the deadline ends a request that hangs", async () => {
  answer = () => undefined;
  const attempt = call(make, { body: {}, deadline: new Deadline(150) });
  await expect(attempt).rejects.toMatchObject({ code: "DEADLINE" });
});

test("the outcome of a request that has arrived when its time ends is unknown", async () => {
  const end = new AbortController();
  answer = () => {
    end.abort();
  };
  const attempt = call(make, { body: {}, deadline: new Deadline(60_000, end.signal) });
  await expect(attempt).rejects.toMatchObject({ code: "DEADLINE", outcome: "unknown" });
});

test("a request after the deadline is not sent", async () => {
  answer = (_, response) => {
    json(response, 200, {});
  };
  await expect(call(make, { body: {}, deadline: new Deadline(0) })).rejects.toMatchObject({ outcome: "refused" });
  expect(seen).toHaveLength(0);
});

test("a pause that the deadline does not allow ends the operation at once", async () => {
  answer = (_, response) => {
    json(response, 503, {}, { "Retry-After": "3600" });
  };
  await expect(call(read, { path: { id: "x" } })).rejects.toMatchObject({ code: "DEADLINE" });
  expect(seen).toHaveLength(1);
});

test("follows the service's clock", async () => {
  answer = (_, response) => {
    json(response, 200, {}, { Date: new Date(Date.now() + 3_600_000).toUTCString() });
  };
  await call(read, { path: { id: "x" } });
  expect(client.serviceTime(Date.now()) - Date.now()).toBeGreaterThan(3_590_000);
});

test("logs each attempt without headers, query and body", async () => {
  answer = (_, response) => {
    json(response, 200, {});
  };
  await call(read, { path: { id: "x" }, query: { name: "marker-in-query" } });
  expect(log).toEqual([
    { method: "GET", service: "kms", path: "/v1/things/x", attempt: 1, result: 200, durationMs: expect.any(Number) },
  ]);
});

test.each(["", ".", ".."])("the path parameter %j is refused before anything is sent", async (id) => {
  await expect(call(read, { path: { id } })).rejects.toThrow("needs a value for id");
  expect(seen).toHaveLength(0);
});

test("lets another signer sign, sends nothing of the account's key, and says what to check when that is refused", async () => {
  answer = (_, response) => {
    json(response, 401, { errors: [{ code: "HmacValidFail" }] });
  };
  const signer = { prefix: "Sv", accessKey: "TOKEN", secretKey: "TOKENSECRET", called: "the token" } as const;
  await expect(call(read, { path: { id: "x" }, signer })).rejects.toMatchObject({
    status: 401,
    remedy: "Check the token, and this machine's clock",
    request: { method: "GET", service: "kms", path: "/v1/things/x" },
  });
  expect(seen[0]?.headers).toMatchObject({ svaccesskey: "TOKEN", "scp-api-version": "kms 1.2" });
  expect(Object.keys(seen[0]?.headers ?? {}).filter((name) => name.startsWith("scp-"))).toEqual(["scp-api-version"]);
});
