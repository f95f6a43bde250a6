import { describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";

import { alarmsOf, type Watched } from "../../../provider/components/alarms";
import { SecurityBaseline } from "../../../provider/index";
import { settled, useRegistrations, valueOf } from "../../support/registrations";

const registered = useRegistrations(({ type }) =>
  type.endsWith(":KmsKey") ? { enabled: true } : { authKeyExpiresAt: "2000-01-01T00:00:00Z", createdAt: "2000-01-01" },
);

const authKey = { id: "0123456789abcdef0123456789abcdef" };

describe("a team's baseline", () => {
  test("has one key where it says nothing", async () => {
    const baseline = new SecurityBaseline("orders");
    await settled();
    expect(registered.names).toEqual(["KmsKey orders-data", "SecurityBaseline orders"]);
    expect(registered.inputsOf("KmsKey", "orders-data")).toEqual({
      purpose: "aes-256",
      rotation: { enabled: true },
      refuseDeletionWhileUsed: true,
    });
    expect(await valueOf(baseline.keyIds)).toEqual({ data: "id-of-orders-data" });
    expect(await valueOf(baseline.keys.data.id)).toBe("id-of-orders-data");
    expect(await valueOf(baseline.schedule)).toBeUndefined();
    expect(await valueOf(baseline.alarms)).toEqual([]);
  });

  test("has its keys by name, an inspection each week, and its tags on all of them", async () => {
    const baseline = new SecurityBaseline("orders.eu", {
      keys: { data: { description: pulumi.output("d") }, signing: { purpose: "ecdsa-p256", tags: { own: "1" } } },
      inspection: { accountId: pulumi.output("account"), authKey, checkType: "SSI" },
      tags: { team: "orders" },
    });
    await settled();
    expect(registered.inputsOf("KmsKey", "orders.eu-data")).toMatchObject({
      description: "d",
      tags: { team: "orders" },
    });
    expect(registered.inputsOf("KmsKey", "orders.eu-signing")).toMatchObject({ tags: { own: "1" } });
    expect(registered.inputsOf("ConfigInspection", "orders.eu-inspection")).toEqual({
      name: "orders-eu",
      accountId: "account",
      authKey,
      cspType: "SCP",
      plan: "STANDARD",
      checkType: "SSI",
      schedule: { frequency: "weekly", day: "monday", startTime: "03:00", checkTypes: ["SSI"] },
      tags: { team: "orders" },
    });
    expect(await valueOf(baseline.keys.signing.purpose)).toBe("ecdsa-p256");
    expect(await valueOf(baseline.schedule)).toMatchObject({ day: "monday" });
    const codes = (await valueOf(baseline.alarms)).map(({ code }) => code);
    expect(codes).toEqual(["run-overdue", "auth-key-ending"]);
  });

  test("keeps the keys of runs on demand secret", async () => {
    const runTrigger = { trigger: "1", accessKey: "a", secretKey: "s", tenantId: "t" };
    const { inspection } = new SecurityBaseline("orders", { inspection: { accountId: "a", authKey, runTrigger } });
    expect(await pulumi.isSecret(pulumi.output(inspection?.runTrigger))).toBe(true);
  });
});

describe("alarms", () => {
  const key = { enabled: true, rotation: { enabled: true } };
  const run = {
    sequence: "S1",
    state: "Completed",
    result: "SUCCESS",
    startedAt: "2026-05-01T03:00:00Z",
    counts: { checked: 27, passed: 25, failed: 2, notApplicable: 0, errors: 0 },
  };
  const inspection = {
    schedule: { frequency: "daily" },
    latestRun: run,
    authKeyExpiresAt: "2026-12-31T00:00:00Z",
    createdAt: "2026-04-01T00:00:00Z",
  } as const;
  const now = "2026-05-02T00:00:00Z";
  type Inspection = NonNullable<Watched["inspection"]>;
  const of = (more: Partial<Inspection>, thresholds = {}, at = now): readonly string[] =>
    alarmsOf({ keys: {}, inspection: { ...inspection, ...more } }, thresholds, Date.parse(at)).map(({ code }) => code);

  test("tell keys that are stopped, and keys that do not rotate", () => {
    const keys = { a: key, b: { ...key, enabled: false }, c: { ...key, rotation: { enabled: false } } };
    expect(alarmsOf({ keys }, {}, 0)).toEqual([
      { code: "key-disabled", subject: "b", message: expect.stringContaining("set enabled to true") },
      { code: "key-not-rotating", subject: "c", message: expect.stringContaining("turn its rotation on") },
    ]);
  });

  test("tell failed checks above the threshold, and failed runs", () => {
    expect(of({})).toEqual(["checks-failed"]);
    expect(of({}, { failedChecks: 1 })).toEqual(["checks-failed"]);
    expect(of({}, { failedChecks: 2 })).toEqual([]);
    expect(of({ latestRun: { ...run, result: "FAIL" } })).toEqual(["run-failed"]);
    expect(of({ latestRun: undefined })).toEqual(["run-overdue"]);
  });

  test("tell a run that is missing, by what is usual for the schedule or by the threshold", () => {
    const calm = { failedChecks: 9 };
    expect(of({}, calm, "2026-05-03T02:59:59Z")).toEqual([]);
    expect(of({}, calm, "2026-05-03T03:00:01Z")).toEqual(["run-overdue"]);
    expect(of({ schedule: { frequency: "weekly" } }, calm, "2026-05-10T02:00:00Z")).toEqual([]);
    expect(of({ schedule: { frequency: "weekly" } }, calm, "2026-05-10T04:00:00Z")).toEqual(["run-overdue"]);
    expect(of({ schedule: { frequency: "monthly" } }, calm, "2026-06-03T02:00:00Z")).toEqual([]);
    expect(of({}, { ...calm, runDays: 30 }, "2026-05-30T00:00:00Z")).toEqual([]);
    expect(of({ latestRun: undefined, createdAt: undefined })).toEqual([]);
  });

  test("tell an auth key that ends", () => {
    const calm = { failedChecks: 9, runDays: 400 };
    expect(of({}, calm, "2026-11-30T00:00:00Z")).toEqual([]);
    expect(of({}, calm, "2026-12-02T00:00:00Z")).toEqual(["auth-key-ending"]);
    expect(of({}, { ...calm, authKeyDays: 7 }, "2026-12-02T00:00:00Z")).toEqual([]);
    expect(of({ authKeyExpiresAt: undefined }, calm, "2026-12-02T00:00:00Z")).toEqual([]);
  });
});

describe("arguments that are wrong", () => {
  const account = { accountId: "a", authKey };
  const wrong: readonly (readonly [message: string, args: object])[] = [
    ['SecurityBaseline orders: keys: data: Unrecognized key: "purpos"', { keys: { data: { purpos: "a" } } }],
    ["keys: data.purpose: must be the code of a purpose", { keys: { data: { purpose: "aes 256" } } }],
    ["keys: data.rotation.periodInDays: must be", { keys: { data: { rotation: { enabled: true, periodInDays: 0 } } } }],
    ["keys has to be known when the program runs", { keys: pulumi.output({}) }],
    ["keys has to be known when the program runs", { keys: { data: pulumi.output({}) } }],
    ["inspection: accountId: ", { inspection: { authKey } }],
    ["inspection: authKey.id: ", { inspection: { accountId: "a", authKey: { id: "k" } } }],
    ["inspection: schedule.day: must be a weekday", { inspection: { ...account, schedule: schedule({ day: "x" }) } }],
    ["inspection: name: must be 1 to 25", { inspection: { ...account, name: "a b" } }],
    ["inspection: plan: must be", { inspection: { ...account, plan: "FREE" } }],
    ["thresholds: failedChecks: must be from 0 to 10000 checks", { thresholds: { failedChecks: -1 } }],
    ["thresholds: authKeyDays: must be from 1 to 365 days", { thresholds: { authKeyDays: 366 } }],
    ["thresholds: runDays: must be a whole number of days", { thresholds: { runDays: 1.5 } }],
    ["tags: a: must be at most 256 characters", { tags: { a: "x".repeat(257) } }],
    ["tag is no argument of it: did you mean tags?", { tag: {} }],
  ];

  test.each(wrong)("%s", (message, args) => {
    expect(() => new SecurityBaseline("orders", args)).toThrow(message);
    expect(registered.all).toEqual([]);
  });

  function schedule(more: object): object {
    return { frequency: "weekly", startTime: "03:00", checkTypes: ["BP"], ...more };
  }
});
