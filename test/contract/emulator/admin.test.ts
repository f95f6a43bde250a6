import { describe, expect, test } from "@jest/globals";
import { isLoopbackHost } from "../../../emulator/admin/loopback";
import { EmulatorClient } from "../../support/emulator-client";
import { useEmulator } from "../../support/in-process-emulator";

const running = useEmulator();

describe("a host", () => {
  test.each(["localhost", "LOCALHOST:80", "127.0.0.1", "127.0.0.1:8080", "127.255.1.2:1", "[::1]", "[::1]:65535"])(
    "%s is loopback",
    (host) => {
      expect(isLoopbackHost(host)).toBe(true);
    },
  );

  test.each([
    undefined,
    "",
    "example.com",
    "localhost.example.com",
    "example.com:80",
    "127.0.0.1.example.com",
    "10.0.0.1",
    "0.0.0.0",
    "[::2]",
    "localhost:x",
    "a@localhost",
  ])("%s is not", (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  });

  test("that is not loopback may not use the admin API", async () => {
    for (const path of ["/_emulator/health", "/_emulator/state", "/_emulator/nothing"]) {
      const answer = await running.client.plain("GET", path, { headers: { Host: "evil.example.com" } });
      expect(answer.status).toBe(403);
    }
    const reset = running.client.plain("POST", "/_emulator/reset", { headers: { Host: "evil.example.com" } });
    expect((await reset).status).toBe(403);
  });

  test("that is not loopback may use SCP, if it is signed", async () => {
    const headers = { Host: "kms.example.com" };
    expect((await running.client.call("GET", "/v1/kms/transit", { headers })).status).toBe(200);
  });
});

test("health tells the time", async () => {
  const { body } = await running.client.plain("GET", "/_emulator/health");
  expect(body).toMatchObject({ status: "ok" });
  expect(Math.abs(Date.parse((body as { now: string }).now) - Date.now())).toBeLessThan(5_000);
});

test("a call that does not exist is said to", async () => {
  const answer = await running.client.plain("GET", "/_emulator/nothing");
  expect(answer).toMatchObject({ status: 404, body: { message: "no such admin call: GET /_emulator/nothing" } });
});

describe("faults", () => {
  const list = async () => {
    const { body } = await running.client.plain("GET", "/_emulator/faults");
    return (body as { faults: { id: string }[] }).faults;
  };

  test("are listed with how many requests they have met and struck", async () => {
    expect(await list()).toEqual([]);
    await running.client.addFault({ method: "get", path: "^/v1", skip: 1, times: 0, fault: { status: 503 } });
    for (let count = 0; count < 3; count += 1) await running.client.call("GET", "/v1/kms/transit");
    const id = expect.stringMatching(/^fault-\d+$/) as unknown;
    const counted = { method: "GET", path: "^/v1", skip: 1, times: 0, seed: 1, seen: 3, struck: 2 };
    expect(await list()).toEqual([{ id, ...counted, fault: { status: 503 } }]);
  });

  test("are removed one by one", async () => {
    for (const status of [500, 503]) await running.client.addFault({ times: 0, fault: { status } });
    const [first, second] = await list();
    expect((await running.client.plain("DELETE", `/_emulator/faults/${first?.id ?? ""}`)).status).toBe(204);
    expect(await list()).toMatchObject([{ id: second?.id }]);
    expect((await running.client.call("GET", "/v1/kms/transit")).status).toBe(503);
    const again = await running.client.plain("DELETE", `/_emulator/faults/${first?.id ?? ""}`);
    expect(again).toMatchObject({ status: 404, body: { message: `id: there is no fault ${first?.id ?? ""}` } });
  });
});

describe("the page", () => {
  test.each([
    ["", "text/html"],
    ["page/page.css", "text/css"],
    ["page/page.js", "text/javascript"],
    ["page/icon.svg", "image/svg+xml"],
  ])("has %j, which loads nothing from elsewhere", async (path, type) => {
    const { headers, status, text } = await running.client.plain("GET", `/_emulator/${path}`);
    expect([status, headers["content-type"]]).toEqual([200, expect.stringContaining(type)]);
    expect(headers["content-security-policy"]).toMatch(/^default-src 'self';.*frame-ancestors 'none'/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(text.replace("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:\/\//);
  });

  test.each(["page/../package.json", "page/..%2f..%2fpackage.json", "page/", "page/nothing.js", "page/index.html"])(
    "has no %s",
    async (path) => {
      expect((await running.client.plain("GET", `/_emulator/${path}`)).status).toBe(404);
    },
  );

  test("is not in the request log, and is not for other hosts", async () => {
    await running.client.plain("GET", "/_emulator/");
    const without = await running.client.plain("GET", "/_emulator");
    expect([without.status, without.headers.location]).toEqual([302, "/_emulator/"]);
    expect(await running.client.requests()).toEqual([]);
    const { status } = await running.client.plain("GET", "/_emulator/page/page.js", { headers: { Host: "a.example" } });
    expect(status).toBe(403);
  });
});

describe("the clock", () => {
  test("moves on, and adds up", async () => {
    const first = Date.parse(await running.client.advance("P1DT1S"));
    const second = Date.parse(await running.client.advance("PT1H"));
    expect(Math.abs(first - Date.now() - 86_401_000)).toBeLessThan(5_000);
    expect(second - first).toBeGreaterThanOrEqual(3_600_000);
  });

  test.each([
    [{ advance: "-PT1H" }, "advance"],
    [{ advance: "P1M" }, "advance"],
    [{ advance: "P1Y" }, "advance"],
    [{ advance: 3600 }, "advance"],
    [{ advance: "P99999999D" }, "advance"],
    [{}, "advance"],
    [{ advance: "PT1H", by: 1 }, "by"],
    ["{", "body"],
    ["[]", "body"],
  ])("does not move by %j", async (body, field) => {
    const answer = await running.client.plain("POST", "/_emulator/clock", { body });
    expect(answer.status).toBe(400);
    expect((answer.body as { message: string }).message).toContain(field);
  });
});

describe("the request log", () => {
  test("shows what was asked and answered, in the order of arrival", async () => {
    const { client } = running;
    await client.keys.create("orders");
    await client.call("GET", "/v1/kms/transit?name=a%20b", { version: "kms 1.0" });
    await client.plain("POST", "/x/y", { body: "{" });
    expect(await client.requests()).toMatchObject([
      {
        n: 1,
        method: "POST",
        path: "/v1/kms/transit",
        query: "",
        version: "kms 1.2",
        status: 201,
        body: { name: "orders" },
      },
      {
        n: 2,
        method: "GET",
        path: "/v1/kms/transit",
        query: "name=a%20b",
        version: "kms 1.0",
        status: 200,
        body: null,
      },
      { n: 3, method: "POST", path: "/x/y", version: null, status: 404, body: "{" },
    ]);
    expect((await client.requests(2)).map(({ n }) => n)).toEqual([3]);
    expect(await client.requests(3)).toEqual([]);
  });

  test("shows status 0 for what was never answered", async () => {
    const { client } = running;
    await client.addFault({ fault: { drop: "before" } });
    await client.addFault({ fault: { drop: "after" } });
    await expect(client.call("GET", "/v1/endpoints")).rejects.toThrow();
    await expect(client.keys.create("orders")).rejects.toThrow();
    expect(await client.requests()).toMatchObject([{ status: 0 }, { status: 0, body: { name: "orders" } }]);
  });

  test("goes on counting after it was emptied", async () => {
    const { client } = running;
    await client.call("GET", "/v1/endpoints");
    await client.plain("DELETE", "/_emulator/requests");
    expect(await client.requests()).toEqual([]);
    await client.call("GET", "/v1/endpoints");
    expect(await client.requests()).toMatchObject([{ n: 2 }]);
  });

  test("is asked for by number", async () => {
    const answer = await running.client.plain("GET", "/_emulator/requests?since=x");
    expect(answer).toMatchObject({ status: 400, body: { message: "since: must be the number of a request" } });
  });

  test("is shown in pages where a limit is asked for", async () => {
    const { client } = running;
    for (let call = 0; call < 3; call += 1) await client.call("GET", "/v1/endpoints");
    const { body } = await client.plain("GET", "/_emulator/requests?since=1&limit=1");
    expect(body).toMatchObject({ requests: [{ n: 2 }] });
    const refused = await client.plain("GET", "/_emulator/requests?limit=-1");
    expect(refused).toMatchObject({ status: 400, body: { message: "limit: must be the number of requests to show" } });
  });
});

test("there are at most 1,000 faults at one time", async () => {
  const { client } = running;
  for (let n = 1; n <= 1000; n += 1) await client.addFault({ path: "^/nowhere$", fault: { status: 500 } });
  const body = { fault: { status: 500 } };
  expect(await client.plain("POST", "/_emulator/faults", { body })).toMatchObject({
    status: 400,
    body: { message: "body: there are 1000 faults already" },
  });
  await client.removeFaults();
  expect((await client.plain("POST", "/_emulator/faults", { body })).status).toBe(200);
});

describe("reset", () => {
  test("brings back the start state with the same credentials", async () => {
    const { client } = running;
    const before = await client.state();
    const other = await client.newAccount();
    await client.keys.create("orders");
    await client.plain("POST", "/_emulator/spaceone/tokens", { body: { claims: { did: "domain-x" } } });
    await client.advance("P30D");
    await client.addFault({ times: 0, fault: { status: 500 } });
    await client.reset();
    expect(await client.state()).toEqual(before);
    expect(await client.requests()).toEqual([]);
    expect((await client.call("GET", "/v1/kms/transit")).status).toBe(200);
    expect((await other.call("GET", "/v1/kms/transit")).status).toBe(401);
    const { headers } = await client.call("GET", "/v1/endpoints");
    expect(Math.abs(Date.parse(headers.date ?? "") - Date.now())).toBeLessThan(5_000);
    other.close();
  });
});

test("a new account has its own credentials", async () => {
  const { body } = await running.client.plain("POST", "/_emulator/scp/accounts");
  expect(Object.keys(body as object).sort()).toEqual(["accessKey", "accountId", "secretKey"]);
  const client = new EmulatorClient({ url: running.emulator.url, ...(body as Omit<EmulatorClient["address"], "url">) });
  expect((await client.call("GET", "/v1/kms/transit")).status).toBe(200);
  client.close();
});
