import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

import { Deadline } from "../../../provider/clients/http/deadline";
import type { RequestLogEntry } from "../../../provider/clients/http/request-log";
import type { Operation } from "../../../provider/clients/operation";
import { readSpaceoneSettings } from "../../../provider/settings/reading/spaceone-settings";
import { SpaceoneClient } from "../../../provider/clients/spaceone/spaceone-client";
import { useApiServer, type PlannedReply } from "../../support/api-server";
import { stackSettings } from "../../support/settings";
import { spaceoneToken } from "../../support/spaceone-token";

const api = useApiServer();
const get: Operation = { method: "POST", path: "/inventory/cloud-service/get", versions: ["2"], repeatable: true };
const create: Operation = { ...get, path: "/inventory/cloud-service/create", repeatable: false };

let client: SpaceoneClient;
let log: RequestLogEntry[];

function connect(token = spaceoneToken()): SpaceoneClient {
  const config = { "spaceone:endpoint": api.url, "spaceone:token": token, "scp:maxRetries": "2" };
  return new SpaceoneClient(readSpaceoneSettings(stackSettings(config)), (entry) => log.push(entry));
}

beforeEach(() => {
  log = [];
  client = connect();
});

afterEach(async () => {
  await client.close();
});

const call = (operation: Operation, body: object = {}): Promise<unknown> =>
  client.call("inventory", operation, body, new Deadline(5000));

/** A failed reply in the gateway's envelope. */
const failed = (status: number, code: string, message: string): PlannedReply => ({
  status,
  body: { detail: { code, message } },
});

test("posts to service, resource and verb with the token, and gives the decoded reply", async () => {
  api.answer = () => ({ body: { cloud_service_id: "cloud-svc-1" } });
  await expect(call(get, { cloud_service_id: "cloud-svc-1" })).resolves.toEqual({ cloud_service_id: "cloud-svc-1" });
  expect(api.seen).toEqual([
    {
      method: "POST",
      path: "/inventory/cloud-service/get",
      headers: expect.objectContaining({
        authorization: `Bearer ${spaceoneToken()}`,
        "content-type": "application/json",
      }),
      body: { cloud_service_id: "cloud-svc-1" },
    },
  ]);
  expect(log).toEqual([
    {
      method: "POST",
      service: "inventory",
      path: "/inventory/cloud-service/get",
      attempt: 1,
      result: 200,
      durationMs: expect.any(Number),
    },
  ]);
});

// Codes, statuses and texts as the real service and gateway gave them (SPO 1).
describe("an error of the service", () => {
  const rows: [number, string, string, string, "refused" | "unknown", number][] = [
    [
      400,
      "ERROR_REQUIRED_PARAMETER",
      " Required parameter. (key = data)",
      "Required parameter. (key = data)",
      "refused",
      1,
    ],
    [
      401,
      "ERROR_AUTHENTICATE_FAILURE",
      "  Authenticate failure. (message =  Authenticate failure. (message = empty token provided.))",
      "Authenticate failure. (message = Authenticate failure. (message = empty token provided.))",
      "refused",
      1,
    ],
    [403, "ERROR_PERMISSION_DENIED", "Permission denied.", "Permission denied.", "refused", 1],
    [409, "ERROR_NOT_UNIQUE", " Not unique.", "Not unique.", "refused", 1],
    [500, "ERROR_UNSUPPORTED_API", " Not supported API.", "Not supported API.", "refused", 1],
    [
      500,
      "ERROR_UNKNOWN",
      'Message type "spaceone.api.inventory.v1.CreateServiceRequest" has no field named "domain_id".\n Available Fields',
      'Message type "spaceone.api.inventory.v1.CreateServiceRequest" has no field named "domain_id". Available Fields',
      "refused",
      1,
    ],
    [
      500,
      "ERROR_UNKNOWN",
      "Failed to parse name field: expected string or bytes-like object, got 'int'.",
      "Failed to parse name field: expected string or bytes-like object, got 'int'.",
      "refused",
      1,
    ],
    [
      500,
      "ERROR_DB_QUERY",
      " Database query failed. (reason = x)",
      "Database query failed. (reason = x)",
      "unknown",
      1,
    ],
    [500, "ERROR_UNKNOWN", "'NoneType' object", "'NoneType' object", "unknown", 3],
    [503, "ERROR_GRPC_TIMEOUT", " Timeout.", "Timeout.", "unknown", 3],
  ];

  test.each(rows)(
    "%i %s %j is shown trimmed, with its outcome and attempts",
    async (status, code, message, detail, outcome, attempts) => {
      api.answer = () => ({ ...failed(status, code, message), headers: { "Retry-After": "0" } });
      await expect(call(get)).rejects.toMatchObject({
        code: "API_ERROR",
        status,
        entries: [{ code, detail }],
        message: `HTTP ${status} ${code}: ${detail}`,
        outcome,
        isNotFound: false,
      });
      expect(api.seen).toHaveLength(attempts);
    },
  );
});

describe("whether the object itself was not found is told by the keys:", () => {
  test.each([
    [
      " Resource cannot be found or access is denied. (('cloud_service_id', 'domain_id', 'workspace_id') = ('cloud-svc-nope', 'domain-1', 'workspace-1'))",
      true,
    ],
    [" Resource cannot be found or access is denied. (('secret_id',) = ('secret-1',))", false],
    [" Resource cannot be found or access is denied. (domain_id = cloud_service_id = x)", false],
    [" Resource cannot be found or access is denied.", false],
    [" Resource cannot be found. (cloud_service_id = cloud-svc-nope)", true],
  ])("%s", async (message, isNotFound) => {
    api.answer = () => failed(404, "ERROR_NOT_FOUND", message);
    await expect(call(get)).rejects.toMatchObject({ status: 404, isNotFound });
  });

  test("another code, or a failure of the service, says nothing of an object", async () => {
    const message = " Resource cannot be found. (cloud_service_id = x)";
    api.answer = (_, count) =>
      count === 1 ? failed(404, "ERROR_X", message) : failed(501, "ERROR_NOT_FOUND", message);
    await expect(call(get)).rejects.toMatchObject({ code: "API_ERROR", isNotFound: false });
    await expect(call(get)).rejects.toMatchObject({ code: "API_ERROR", isNotFound: false });
  });
});

test.each([
  [404, { detail: "Not Found" }, "Not Found"],
  [405, { detail: "Method Not Allowed" }, "Method Not Allowed"],
  [413, "<html><head><title>413 Request Entity Too Large</title></head></html>", "413 Request Entity Too Large"],
  [404, { detail: { message: "no code" } }, '{"message":"no code"}'],
  [400, "null", "null"],
])("HTTP %i with %j is a gateway's", async (status, body, summary) => {
  api.answer = () => ({ status, body });
  await expect(call(get)).rejects.toMatchObject({
    code: "GATEWAY_ERROR",
    message: `HTTP ${status} from a gateway, not from the service: ${summary}`,
  });
});

test("a creation without a reply is not sent again", async () => {
  api.answer = () => undefined;
  await expect(call(create)).rejects.toMatchObject({ code: "LOST_REPLY", outcome: "unknown" });
  expect(api.seen).toHaveLength(1);
});

test("a 401 is final, whatever the clocks say: nothing in a request carries the time", async () => {
  api.answer = () => ({
    ...failed(401, "ERROR_AUTHENTICATE_FAILURE", " Authenticate failure."),
    headers: { Date: new Date(0).toUTCString() },
  });
  await expect(call(get)).rejects.toMatchObject({ status: 401, remedy: undefined });
  expect(api.seen).toHaveLength(1);
});

test("a body above 1 MiB is refused before anything is sent", async () => {
  // As JSON: {"data":"..."}, eleven bytes around the text.
  await call(create, { data: "é".repeat((1024 * 1024 - 12) / 2) });
  expect(api.seen).toHaveLength(1);
  await expect(call(create, { data: "é".repeat(1024 * 512) })).rejects.toThrow(
    "the request has 1048587 bytes, and SpaceONE takes at most 1048576: nothing was sent",
  );
  expect(api.seen).toHaveLength(1);
});

test("a list of many large records is read", async () => {
  const data = "x".repeat(33 * 1024 * 1024);
  api.answer = () => ({ body: { data } });
  await expect(call(get)).resolves.toEqual({ data });
});

describe("a token that expired", () => {
  const past = (seconds: number): string => spaceoneToken({ exp: Math.floor(Date.now() / 1000) - seconds });

  test("is refused before anything is sent", async () => {
    client = connect(past(120));
    await expect(call(create)).rejects.toThrow(/^configuration spaceone:token is a token that expired at /);
    expect(api.seen).toEqual([]);
  });

  test("is judged by the service's clock, once that is known", async () => {
    client = connect(past(-600));
    api.answer = () => ({ headers: { Date: new Date(Date.now() + 3_600_000).toUTCString() } });
    await call(get);
    expect(client.serviceTime(Date.now()) - Date.now()).toBeGreaterThan(3_590_000);
    await expect(call(get)).rejects.toThrow("is a token that expired at");
  });
});

test("neither an error nor the log holds the token or the body", async () => {
  api.answer = () => undefined;
  const error: unknown = await call(create, { name: "marker" }).catch((reason: unknown) => reason);
  expect(JSON.stringify([error, log])).not.toMatch(/marker|Bearer|eyJ/);
});

describe("a console that cfctl names", () => {
  const base = (): string => `${api.url}/rest/`;
  const atConsole = (): SpaceoneClient =>
    new SpaceoneClient(
      {
        ...readSpaceoneSettings(stackSettings({ "spaceone:endpoint": api.url, "spaceone:token": spaceoneToken() })),
        endpoint: { console: new URL(`${api.url}/console`) },
      },
      () => undefined,
    );

  test("is asked once for the API, without the token", async () => {
    client = atConsole();
    api.answer = ({ method }) => (method === "GET" ? { body: { CONSOLE_API_V2: { ENDPOINT: base() } } } : {});
    await Promise.all([call(get), call(get)]);
    expect(api.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /console/config/production.json",
      "POST /rest/inventory/cloud-service/get",
      "POST /rest/inventory/cloud-service/get",
    ]);
    expect(api.seen[0]?.headers.authorization).toBeUndefined();
  });

  test("is asked again after it failed", async () => {
    client = atConsole();
    api.answer = (_, count) => (count === 1 ? { status: 404 } : { body: { CONSOLE_API_V2: { ENDPOINT: base() } } });
    await expect(call(get)).rejects.toMatchObject({ code: "LOOK_UP" });
    await expect(call(get)).resolves.toBeDefined();
  });

  test.each([
    [{}, "does not say where SpaceONE's REST API is: set spaceone:endpoint to it"],
    [{ CONSOLE_API_V2: { ENDPOINT: "" } }, "does not say where SpaceONE's REST API is"],
    [{ CONSOLE_API_V2: { ENDPOINT: "http://elsewhere.test" } }, "must use https"],
    [
      { CONSOLE_API_V2: { ENDPOINT: "https://elsewhere.test" } },
      "is of another domain (elsewhere.test): if the token may go there, set spaceone:endpoint to it, and spaceone:token",
    ],
  ])("that answers %j gets no token", async (body, message) => {
    client = atConsole();
    api.answer = () => ({ body });
    await expect(call(get)).rejects.toThrow(message);
    expect(api.seen).toHaveLength(1);
  });
});
