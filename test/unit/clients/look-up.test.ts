import { createServer, type AddressInfo } from "node:net";

import { afterEach, describe, expect, test } from "@jest/globals";

import { Deadline } from "../../../provider/clients/http/deadline";
import { ApiError, isOutcomeUnknown } from "../../../provider/clients/http/errors";
import type { Operation } from "../../../provider/clients/operation";
import { ScpClient } from "../../../provider/clients/scp/scp-client";
import { readScpSettings } from "../../../provider/settings/reading/scp-settings";
import { readSpaceoneSettings } from "../../../provider/settings/reading/spaceone-settings";
import { SpaceoneClient } from "../../../provider/clients/spaceone/spaceone-client";
import { useApiServer, type PlannedReply } from "../../support/api-server";
import { stackSettings } from "../../support/settings";
import { spaceoneToken } from "../../support/spaceone-token";

const make: Operation = { method: "POST", path: "/v1/things", versions: ["1.0"], repeatable: false };
const api = useApiServer();
const retries = { "scp:maxRetries": "1" };

interface Client {
  readonly make: () => Promise<unknown>;
  readonly close: () => Promise<void>;
}

let client: Client | undefined;

afterEach(async () => {
  await client?.close();
});

/** An address at which nothing listens. */
async function closedUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

function atCatalogue(url = api.url): Client {
  const keys = { "scp:accessKey": "AK", "scp:secretKey": "SK", "scp:region": "kr-west1" };
  const settings = readScpSettings(stackSettings({ ...keys, ...retries, "scp:authUrl": `${url}/v1` }));
  const scp = new ScpClient(settings, () => undefined);
  return {
    make: () => scp.call("kms", "1.2", make, { body: {}, deadline: new Deadline(5000) }),
    close: () => scp.close(),
  };
}

function atConsole(url = api.url): Client {
  const config = { "spaceone:endpoint": api.url, "spaceone:token": spaceoneToken(), ...retries };
  const endpoint = { console: new URL(url) };
  const settings = { ...readSpaceoneSettings(stackSettings(config)), endpoint };
  const spaceone = new SpaceoneClient(settings, () => undefined);
  return {
    make: () => spaceone.call("inventory", make, {}, new Deadline(5000)),
    close: () => spaceone.close(),
  };
}

const kms = (url: string): object => ({ region: "kr-west1", service_type: "scp-kms", url: `${url}/services/kms` });

const kinds = [
  {
    place: "the endpoint catalogue",
    connect: atCatalogue,
    path: "/v1/endpoints",
    remedy: "Try again later, check scp:authUrl, scp:accessKey and scp:secretKey, or set scp:endpoint",
    answer: () => ({ endpoints: [kms(api.url)] }),
    error: (code: string): object => ({ errors: [{ code, detail: "" }] }),
    made: "/services/kms/v1/things",
  },
  {
    place: "the console",
    connect: atConsole,
    path: "/config/production.json",
    remedy:
      "Try again later, check the console's address in cfctl's settings, or set spaceone:endpoint and spaceone:token",
    answer: () => ({ CONSOLE_API_V2: { ENDPOINT: `${api.url}/rest` } }),
    error: (code: string): object => ({ detail: { code, message: "(thing_id = x)" } }),
    made: "/rest/v1/things",
  },
];

describe.each(kinds)("where $place fails, the request was certainly not sent:", (kind) => {
  const { place, connect, path, answer, remedy, made } = kind;
  const failures: [string, PlannedReply | undefined, string][] = [
    ["a service's 500", { status: 500, body: kind.error("ERROR"), headers: { "Retry-After": "0" } }, "LOOK_UP"],
    ["a web page of 502", { status: 502, body: "<title>Bad</title>", headers: { "Retry-After": "0" } }, "LOOK_UP"],
    ["a success that is a web page", { body: "<title>Sign in</title>" }, "LOOK_UP"],
    ["no answer", undefined, "LOOK_UP"],
    ["a pause that is too long", { status: 503, headers: { "Retry-After": "3600" } }, "DEADLINE"],
  ];

  test.each(failures)("%s", async (_, reply, code) => {
    client = connect();
    api.answer = () => reply;
    const error: unknown = await client.make().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code, outcome: "refused", request: { method: "GET", path } });
    expect(isOutcomeUnknown(error)).toBe(false);
    expect(new Set(api.seen.map((seen) => seen.path))).toEqual(new Set([path]));
  });

  test("the message says so, with the reason and what can be done", async () => {
    client = connect();
    api.answer = () => ({ status: 404, body: "<title>Nothing</title>" });
    await expect(client.make()).rejects.toMatchObject({
      message:
        `the request was not sent, since ${place} did not give its address: ` +
        "HTTP 404 from a gateway, not from the service: Nothing",
      remedy,
    });
  });

  test("nothing listens", async () => {
    client = connect(await closedUrl());
    await expect(client.make()).rejects.toMatchObject({ code: "CONNECT_ERROR", outcome: "refused", request: { path } });
  });

  test("its 404 or 409 is none of the object that was asked for", async () => {
    client = connect();
    for (const status of [404, 409]) {
      api.answer = () => ({ status, body: kind.error("ERROR_NOT_FOUND") });
      const error: unknown = await client.make().catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: "LOOK_UP" });
      expect(error).not.toBeInstanceOf(ApiError);
    }
  });

  test("it is asked again, and then the request is sent", async () => {
    client = connect();
    api.answer = (_, count) => (count === 1 ? { status: 404 } : { body: answer() });
    await expect(client.make()).rejects.toMatchObject({ code: "LOOK_UP" });
    await client.make();
    expect(api.seen.map((seen) => seen.path)).toEqual([path, path, made]);
  });
});

test("a catalogue that refuses another clock's time says so", async () => {
  client = atCatalogue();
  const headers = { Date: new Date(Date.now() + 3_600_000).toUTCString() };
  api.answer = () => ({ status: 401, body: { errors: [{ code: "HmacValidFail", detail: "" }] }, headers });
  await expect(client.make()).rejects.toMatchObject({
    code: "LOOK_UP",
    remedy: expect.stringMatching(/^This machine's clock is 60 minutes behind the service's: set it/),
  });
});
