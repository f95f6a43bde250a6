import { expect, test } from "@jest/globals";
import { RequestLog } from "../../../emulator/request-log";

const request = { time: "2024-05-17T00:23:17.000Z", method: "GET", path: "/", query: "", version: null };

function numbers(log: RequestLog, since = 0): number[] {
  return log.since(since).map(({ n }) => n);
}

test("keeps only the last requests", () => {
  const log = new RequestLog(10);
  for (let n = 1; n <= 25; n += 1) log.close(log.open(request), 200);
  expect(numbers(log)).toEqual([16, 17, 18, 19, 20, 21, 22, 23, 24, 25]);
  expect(numbers(log, 23)).toEqual([24, 25]);
  expect(numbers(log, 3)).toHaveLength(10);
  expect(numbers(log, 25)).toEqual([]);
});

test("shows a request that is being handled, without a status", () => {
  const log = new RequestLog();
  const entry = log.open(request);
  expect(log.since(0)).toEqual([{ n: 1, ...request, body: null, status: null, durationMs: null }]);
  log.close(entry, 204);
  expect(log.since(0)).toMatchObject([{ status: 204 }]);
  expect(log.since(0)[0]?.durationMs).toBeGreaterThanOrEqual(0);
});
