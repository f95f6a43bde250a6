import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { RequestLog } from "../../../emulator/requests/request-log";

const request = { time: "2024-05-17T00:23:17.000Z", method: "GET", path: "/", query: "", version: null };

type Shown = Readonly<Record<string, unknown>>;

function shown(log: RequestLog, since = 0, limit?: number): Shown[] {
  return JSON.parse(log.since(since, limit)) as Shown[];
}

function numbers(log: RequestLog, since = 0, limit?: number): unknown[] {
  return shown(log, since, limit).map(({ n }) => n);
}

/** The body that the log shows of a request with this one. */
function bodyOf(body: string): unknown {
  const log = new RequestLog();
  log.receive(log.open(request), body);
  return shown(log)[0]?.body;
}

test("keeps only the last requests", () => {
  const log = new RequestLog({ maxRequests: 10 });
  for (let n = 1; n <= 25; n += 1) log.close(log.open(request), 200);
  expect(numbers(log)).toEqual([16, 17, 18, 19, 20, 21, 22, 23, 24, 25]);
  expect(numbers(log, 23)).toEqual([24, 25]);
  expect(numbers(log, 3)).toHaveLength(10);
  expect(numbers(log, 25)).toEqual([]);
});

test("keeps only as many requests as the bytes allow, paths and queries included", () => {
  const log = new RequestLog({ maxBytes: 1000 });
  for (let n = 1; n <= 9; n += 1) log.receive(log.open(request), JSON.stringify("x".repeat(290)));
  expect(numbers(log)).toEqual([7, 8, 9]);
  log.open({ ...request, path: `/${"p".repeat(300)}`, query: "q".repeat(300) });
  expect(numbers(log)).toEqual([9, 10]);
});

test("counts the body of a request that it has dropped meanwhile no more", () => {
  const log = new RequestLog({ maxRequests: 2, maxBytes: 1000 });
  const early = log.open(request);
  log.open(request);
  log.open(request);
  log.receive(early, JSON.stringify("x".repeat(900)));
  for (const entry of [log.open(request), log.open(request)]) log.receive(entry, JSON.stringify("x".repeat(400)));
  expect(numbers(log)).toEqual([4, 5]);
});

test("shows the first requests after a number", () => {
  const log = new RequestLog();
  for (let n = 1; n <= 9; n += 1) log.open(request);
  expect(numbers(log, 2, 3)).toEqual([3, 4, 5]);
  expect(numbers(log, 8, 3)).toEqual([9]);
  expect(numbers(log, 0, 0)).toEqual([]);
});

test("shows a request that is being handled, without a status", () => {
  const log = new RequestLog();
  const entry = log.open(request);
  expect(shown(log)).toEqual([{ n: 1, ...request, body: null, status: null, durationMs: null }]);
  log.close(entry, 204);
  expect(shown(log)).toMatchObject([{ status: 204 }]);
  expect(shown(log)[0]?.durationMs).toBeGreaterThanOrEqual(0);
});

test("shows bodies of up to 64 KiB as they were sent", () => {
  const body = JSON.stringify({ a: 1, text: "x".repeat(60_000) });
  expect(bodyOf(body)).toEqual(JSON.parse(body));
  expect(bodyOf("{")).toBe("{");
  expect(bodyOf("")).toBeNull();
});

test("shows the beginning, the size and the digest of a longer body", () => {
  const body = `{"description":"é${"x".repeat(70_000)}"}`;
  expect(bodyOf(body)).toEqual({
    beginning: body.slice(0, 1024),
    bytes: Buffer.byteLength(body),
    sha256: createHash("sha256").update(body).digest("hex"),
  });
});

test("shows a body that is nested more deeply than can be written", () => {
  const body = "[".repeat(30_000) + "]".repeat(30_000);
  const log = new RequestLog({ secretFieldsOf: () => new Set(["secret_value"]) });
  log.receive(log.open(request), body);
  expect(shown(log)).toMatchObject([{ body }]);
});
