import { describe, expect, test } from "@jest/globals";

import {
  ApiError,
  ConnectError,
  DeadlineError,
  GatewayError,
  LostReplyError,
  type RequestError,
} from "../../../provider/clients/http/errors";
import { defaultRetryPolicy, mayRetry, parseRetryAfter, retryDelayMs } from "../../../provider/clients/http/retry";

const request = { method: "POST", service: "kms", path: "/v1/kms/transit" };
const api = (status: number): RequestError => new ApiError(request, status, [], undefined, undefined);
const gateway = (status: number): RequestError => new GatewayError(request, status, "", undefined);

describe("a request that may be sent twice", () => {
  test.each([api(429), api(500), api(503), gateway(502), new LostReplyError(request, "cut")])(
    "is repeated after %s",
    (error) => {
      expect(mayRetry(error, true)).toBe(true);
    },
  );

  test.each([api(400), api(401), api(404), gateway(404), new DeadlineError(request, "unknown")])(
    "is not repeated after %s",
    (error) => {
      expect(mayRetry(error, true)).toBe(false);
    },
  );
});

describe("a request that must not be sent twice", () => {
  test.each([api(429), new ConnectError(request, "host", "ECONNREFUSED", undefined)])(
    "is repeated after %s",
    (error) => {
      expect(mayRetry(error, false)).toBe(true);
    },
  );

  test.each([api(500), api(503), gateway(504), new LostReplyError(request, "cut")])(
    "is not repeated after %s, which may hide a success",
    (error) => {
      expect(error.outcome).toBe("unknown");
      expect(mayRetry(error, false)).toBe(false);
    },
  );
});

test("a wrong certificate is not tried again", () => {
  expect(mayRetry(new ConnectError(request, "host", "CERT_HAS_EXPIRED", undefined), true)).toBe(false);
});

test("pauses double up to the longest one, and vary below it", () => {
  const policy = { ...defaultRetryPolicy, baseDelayMs: 100, maxDelayMs: 1000, random: () => 1 };
  expect([0, 1, 2, 3, 4, 5].map((attempt) => retryDelayMs(policy, attempt, undefined))).toEqual([
    100, 200, 400, 800, 1000, 1000,
  ]);
  expect(retryDelayMs({ ...policy, random: () => 0 }, 4, undefined)).toBe(0);
});

test("what the service asks for is kept to", () => {
  const policy = { ...defaultRetryPolicy, random: () => 0 };
  expect(retryDelayMs(policy, 0, 7000)).toBe(7000);
});

test("reads Retry-After as seconds and as a date", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  expect(parseRetryAfter("3", now)).toBe(3000);
  expect(parseRetryAfter("Thu, 01 Jan 2026 00:00:05 GMT", now)).toBe(5000);
  expect(parseRetryAfter("Thu, 01 Jan 2025 00:00:05 GMT", now)).toBe(0);
  expect(parseRetryAfter("soon", now)).toBeUndefined();
  expect(parseRetryAfter(undefined, now)).toBeUndefined();
});
