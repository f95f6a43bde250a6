import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

import { sign } from "../../../emulator/scp/signature";
import { Deadline } from "../../../provider/clients/http/deadline";
import type { Operation } from "../../../provider/clients/operation";
import { ScpClient } from "../../../provider/clients/scp/scp-client";
import { readScpSettings } from "../../../provider/settings/reading/scp-settings";
import { useApiServer, type PlannedReply, type SeenRequest } from "../../support/api-server";
import { stackSettings } from "../../support/settings";

const read: Operation = { method: "GET", path: "/v1/things", versions: ["1.0"], repeatable: true };
const make: Operation = { method: "POST", path: "/v1/things", versions: ["1.0"], repeatable: false };

const minute = 60_000;
const hour = 60 * minute;
const serviceTime = Date.parse("2026-01-01T00:00:00Z");
const dated = { Date: new Date(serviceTime).toUTCString() };
const application: PlannedReply = { status: 401, body: { errors: [{ code: "HmacValidFail", detail: "time" }] } };
const gateway: PlannedReply = { status: 401, body: { error: "Unauthorized" } };

const api = useApiServer();
let client: ScpClient | undefined;
let machineTime: number;
let attempts: number[];

beforeEach(() => {
  attempts = [];
});

afterEach(async () => {
  await client?.close();
});

/** A client on a machine whose clock is so far ahead of the service's. */
function connect(aheadMs: number, maxRetries = 0): ScpClient {
  machineTime = serviceTime + aheadMs;
  const config = {
    "scp:endpoint": api.url,
    "scp:accessKey": "AK",
    "scp:secretKey": "SK",
    "scp:maxRetries": String(maxRetries),
  };
  client = new ScpClient(
    readScpSettings(stackSettings(config)),
    ({ attempt }) => attempts.push(attempt),
    () => machineTime,
  );
  return client;
}

const call = (operation: Operation): Promise<unknown> =>
  (client ?? connect(0)).call("kms", "1.2", operation, { body: { name: "x" }, deadline: new Deadline(5000) });

const timestamps = (): number[] => api.seen.map(({ headers }) => Number(headers["scp-timestamp"]));

/** Whether the service takes the signature of a request. */
function isTaken({ method, path, headers }: SeenRequest): boolean {
  const timestamp = String(headers["scp-timestamp"]);
  const signed = { method, url: `${api.url}${path}`, timestamp, accessKey: "AK", accountId: "", clientType: "Openapi" };
  return Math.abs(Number(timestamp) - serviceTime) <= 15 * minute && headers["scp-signature"] === sign(signed, "SK");
}

const answerSigned = (refusal: PlannedReply, taken: PlannedReply = {}): void => {
  api.answer = (request) => ({ ...(isTaken(request) ? taken : refusal), headers: dated });
};

describe("a request that is refused for a clock that is off", () => {
  test.each([
    ["behind, by the application", -22 * minute, application],
    ["ahead, by the application", 3 * hour, application],
    ["behind, by its gateway", -22 * minute, gateway],
  ])("is signed with the service's time and sent once more (%s)", async (_, aheadMs, refusal) => {
    answerSigned(refusal);
    for (const operation of [read, make]) {
      connect(aheadMs);
      await expect(call(operation)).resolves.toEqual({});
      expect(timestamps().splice(-2)).toEqual([machineTime, serviceTime]);
      expect(api.seen.at(-1)).toMatchObject({ method: operation.method, body: { name: "x" } });
    }
    expect(api.seen).toHaveLength(4);
    expect(attempts).toEqual([1, 2, 1, 2]);
  });

  test.each([{}, { status: 404, body: { errors: [{ code: "NotFound", detail: "" }] } }])(
    "is the last one of its client: from then on signatures have the service's time (%j)",
    async (taken) => {
      connect(-22 * minute);
      answerSigned(application, taken);
      await call(read).catch(() => undefined);
      machineTime += 1000;
      await call(make).catch(() => undefined);
      expect(timestamps()).toEqual([machineTime - 1000, serviceTime, serviceTime + 1000]);
    },
  );

  test("is repeated like any other where the service is busy", async () => {
    connect(-22 * minute, 1);
    const busy = { status: 503, headers: { "Retry-After": "0", ...dated } };
    api.answer = (request, count) => {
      if (!isTaken(request)) return { ...application, headers: dated };
      return count === 2 ? busy : { headers: dated };
    };
    await expect(call(read)).resolves.toEqual({});
    expect(attempts).toEqual([1, 2, 3, 4]);
  });

  test("tells that the clock was set meanwhile", async () => {
    connect(-22 * minute);
    answerSigned(application);
    await call(read);
    machineTime = serviceTime;
    await call(make);
    await call(make);
    expect(timestamps().slice(2)).toEqual([serviceTime + 22 * minute, serviceTime, serviceTime]);
  });
});

describe("a request that is refused with the service's time too", () => {
  test.each([
    [-22 * minute, "22 minutes behind"],
    [-1.2 * minute, "1 minute behind"],
    [119 * minute, "119 minutes ahead of"],
    [-3 * hour, "3 hours behind"],
    [72 * hour, "3 days ahead of"],
  ])("says how far the clocks differ (%i ms)", async (aheadMs, difference) => {
    for (const refusal of [application, gateway]) {
      connect(aheadMs, 2);
      api.answer = () => ({ ...refusal, headers: dated });
      await expect(call(read)).rejects.toMatchObject({
        status: 401,
        outcome: "refused",
        remedy:
          `This machine's clock is ${difference} the service's: set it, and check scp:accessKey and scp:secretKey, ` +
          "since a signature with the service's time was refused too",
      });
    }
    expect(attempts).toEqual([1, 2, 1, 2]);
  });

  test("says nothing of a clock that was set meanwhile", async () => {
    connect(-22 * minute);
    answerSigned(application);
    await call(read);
    machineTime = serviceTime;
    api.answer = () => ({ ...application, headers: dated });
    await expect(call(read)).rejects.toMatchObject({ status: 401, remedy: undefined });
    expect(api.seen).toHaveLength(4);
  });

  test("leaves the machine's time in use", async () => {
    connect(72 * hour);
    api.answer = (_, count) => ({ ...(count === 3 ? {} : application), headers: dated });
    await expect(call(read)).rejects.toThrow("HmacValidFail");
    await call(read);
    expect(timestamps()).toEqual([machineTime, serviceTime, machineTime]);
  });
});

describe("a request is refused for good", () => {
  test.each([
    ["where the clocks agree", 50_000, dated],
    ["where the service does not tell its time", -3 * hour, { Date: "soon" }],
  ])("%s", async (_, aheadMs, headers) => {
    connect(aheadMs, 2);
    api.answer = () => ({ ...application, headers });
    await expect(call(read)).rejects.toMatchObject({ status: 401, remedy: undefined });
    expect(timestamps()).toEqual([machineTime]);
  });

  test("with another status than 401", async () => {
    connect(-3 * hour, 2);
    api.answer = () => ({ ...application, status: 403, headers: dated });
    await expect(call(read)).rejects.toMatchObject({ status: 403, remedy: undefined });
    expect(timestamps()).toEqual([machineTime]);
  });
});

test("a date that cannot be read says nothing of the service's time", async () => {
  connect(-3 * hour);
  api.answer = (_, count) => ({ headers: count === 1 ? dated : { Date: "soon" } });
  await call(read);
  await call(read);
  expect(client?.serviceTime(machineTime)).toBe(serviceTime);
});

describe("the service's time", () => {
  const proxy = { status: 502, body: "<title>Bad Gateway</title>", headers: { Date: new Date(0).toUTCString() } };
  const signIn = { body: "<title>Sign in</title>", headers: proxy.headers };
  const refusal = { status: 400, body: { errors: [{ code: "Invalid", detail: "" }] }, headers: dated };

  test.each([
    ["an error page", proxy],
    ["a web page", signIn],
  ])("is not told by %s of what stands before the application", async (_, page) => {
    connect(-3 * hour);
    for (const told of [{ headers: dated }, refusal]) {
      api.answer = () => told;
      await call(read).catch(() => undefined);
      api.answer = () => page;
      await expect(call(read)).rejects.toThrow();
      expect(client?.serviceTime(machineTime)).toBe(serviceTime);
    }
  });

  test("is told by it as long as the application has told nothing", async () => {
    connect(-3 * hour);
    api.answer = () => ({ ...proxy, headers: dated });
    await expect(call(read)).rejects.toThrow("Bad Gateway");
    expect(client?.serviceTime(machineTime)).toBe(serviceTime);
    api.answer = () => refusal;
    await expect(call(read)).rejects.toThrow("Invalid");
    expect(client?.serviceTime(machineTime)).toBe(serviceTime);
  });

  test("counts for a pause that ends at a time", async () => {
    connect(-3 * hour, 1);
    const until = { "Retry-After": new Date(serviceTime + 1000).toUTCString(), ...dated };
    api.answer = (_, count) => (count === 1 ? { status: 503, headers: until } : {});
    const started = performance.now();
    await call(read);
    expect(performance.now() - started).toBeGreaterThanOrEqual(990);
    expect(attempts).toEqual([1, 2]);
  });
});
