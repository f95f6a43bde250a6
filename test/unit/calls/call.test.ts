import { beforeEach, describe, expect, test } from "@jest/globals";

import { Call, type CallOptions } from "../../../provider/calls/call";
import { CallError } from "../../../provider/calls/errors";
import { ApiError, LostReplyError } from "../../../provider/clients/http/errors";
import { FakeEnvironment } from "../../support/fake-run";

const request = { method: "GET", service: "kms", path: "/keys" };
const lost = new LostReplyError(request, "cut");
const refused = new ApiError(request, 403, [{ code: "Forbidden", detail: "no" }], undefined, undefined);

let environment: FakeEnvironment;

beforeEach(() => {
  environment = new FakeEnvironment();
});

const newCall = (more: Partial<CallOptions> = {}): Call =>
  new Call({ environment, cloud: "scp", verb: "list", noun: "KMS key", timeoutMs: 10_000, ...more });

describe("a read of a call", () => {
  test("that gets no reply fails for certain, and says so in plain words", async () => {
    const asking = newCall().ask(() => Promise.reject(lost));
    await expect(asking).rejects.toBeInstanceOf(CallError);
    await expect(asking).rejects.toThrow("cannot list the KMS key: GET kms /keys: no complete reply (cut)");
  });

  test("that is refused fails with the service's own error", async () => {
    await expect(newCall().ask(() => Promise.reject(refused))).rejects.toBe(refused);
  });

  test("is shared for half a minute by all calls of a command", async () => {
    let asked = 0;
    const ask = (): Promise<number> => Promise.resolve(++asked);
    expect(await newCall().shared("keys", ask)).toBe(1);
    expect(await newCall().shared("keys", ask)).toBe(1);
    environment.nowMs += 30_001;
    expect(await newCall().shared("keys", ask)).toBe(2);
  });
});

describe("what a call tells the user", () => {
  test("begins with what it is about, and shows no secret", () => {
    newCall({ subject: "KmsKey orders", secrets: () => ["s3cret-value"] }).warn("the value s3cret-value is old");
    expect(environment.warnings).toEqual([expect.stringMatching(/^KmsKey orders: the value \S+ is old$/)]);
    expect(environment.warnings.join()).not.toContain("s3cret-value");
  });

  test("is said once, where many calls would say it alike", () => {
    newCall().warnOnce("version", "an old version");
    newCall().warnOnce("version", "an old version");
    expect(environment.warnings).toEqual(["an old version"]);
  });

  test("is the end of it, where it refuses", () => {
    expect(() => newCall().refuse("not like this")).toThrow(new CallError("not like this"));
  });

  test("of a failure has what was tried, the service's answer and the remedy", () => {
    const aboutSettings = "Settings come from the last up";
    expect(newCall({ aboutSettings }).reasonOf(refused)).toBe(
      "cannot list the KMS key: GET kms /keys: HTTP 403 Forbidden: no. The access key's user lacks the permission, or a " +
        "quota is used up. Settings come from the last up",
    );
    expect(newCall({ aboutSettings }).reasonOf(lost)).not.toContain(aboutSettings);
    expect(newCall().reasonOf(new CallError("as it is"))).toBe("as it is");
    expect(newCall().reasonOf("odd")).toBe("cannot list the KMS key: odd");
  });
});

describe("the time of a call", () => {
  test("passes by the environment's clock while it waits", async () => {
    await newCall().pause(400);
    expect(environment.nowMs).toBe(400);
  });

  test("is used up by a wait that is longer than what is left", async () => {
    await expect(newCall().pause(11_000)).rejects.toThrow("not done after 10 s");
    expect(environment.nowMs).toBe(0);
  });

  test("ends when the call is cancelled", async () => {
    const cancel = new AbortController();
    const call = newCall({ signal: cancel.signal });
    const told: string[] = [];
    call.deadline.whenPassed(() => told.push("waits"));
    call.deadline.whenPassed(() => told.push("is done"))();
    expect([call.deadline.passed, told]).toEqual([false, []]);
    cancel.abort();
    expect([call.deadline.leftMs, call.deadline.passed, told]).toEqual([0, true, ["waits"]]);
    await expect(call.pause(1)).rejects.toBeInstanceOf(CallError);
  });
});
