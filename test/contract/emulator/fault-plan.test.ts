import { describe, expect, test } from "@jest/globals";
import { FaultPlan, type FaultRule } from "../../../emulator/faults";

const drop = { drop: "before" } as const;
const busy = { status: 503 } as const;

function planOf(...rules: readonly Partial<FaultRule>[]): FaultPlan {
  const plan = new FaultPlan();
  for (const rule of rules) plan.add({ skip: 0, times: 1, seed: 1, fault: drop, ...rule });
  return plan;
}

/** Which of so many requests are struck, counted from 1. */
function struck(plan: FaultPlan, requests: number): number[] {
  const numbers = Array.from({ length: requests }, (_, index) => index + 1);
  return numbers.filter(() => plan.decide("GET", "/v1/kms/transit") !== undefined);
}

test("strikes the first request, once", () => {
  expect(struck(planOf({}), 5)).toEqual([1]);
});

test("strikes so often", () => {
  expect(struck(planOf({ times: 3 }), 5)).toEqual([1, 2, 3]);
});

test("strikes for ever with 0 times", () => {
  expect(struck(planOf({ times: 0 }), 5)).toEqual([1, 2, 3, 4, 5]);
});

test("lets so many pass first", () => {
  expect(struck(planOf({ skip: 2, times: 2 }), 6)).toEqual([3, 4]);
});

test("strikes every n-th after those that pass", () => {
  expect(struck(planOf({ skip: 1, every: 3, times: 2 }), 12)).toEqual([4, 7]);
});

test("strikes only what goes beyond so many in a second, counted back from each request", () => {
  const plan = planOf({ perSecond: 2, times: 0 });
  const times = [0, 100, 200, 999, 1000, 1050, 1100, 1101, 3000];
  expect(times.filter((now) => plan.decide("GET", "/", now) !== undefined)).toEqual([200, 999, 1050, 1101]);
});

describe("with a probability", () => {
  const always = { times: 0, probability: 0.3 };

  test("strikes about that share", () => {
    const { length } = struck(planOf(always), 10_000);
    expect(length).toBeGreaterThan(2_800);
    expect(length).toBeLessThan(3_200);
  });

  test("strikes the same requests with the same seed, and others with another", () => {
    const first = struck(planOf({ ...always, seed: 7 }), 100);
    expect(struck(planOf({ ...always, seed: 7 }), 100)).toEqual(first);
    expect(struck(planOf({ ...always, seed: 8 }), 100)).not.toEqual(first);
  });

  test("never strikes at 0, always at 1", () => {
    expect(struck(planOf({ ...always, probability: 0 }), 50)).toEqual([]);
    expect(struck(planOf({ ...always, probability: 1 }), 3)).toEqual([1, 2, 3]);
  });
});

test("the first rule that strikes wins, and the next one has its turn after it", () => {
  const plan = planOf({ fault: drop }, { fault: busy });
  expect([1, 2, 3].map(() => plan.decide("GET", "/v1"))).toEqual([drop, busy, undefined]);
});

test("a rule does not count the requests that an earlier one strikes", () => {
  const plan = planOf({ fault: drop, times: 2 }, { fault: busy, skip: 1 });
  expect([1, 2, 3, 4].map(() => plan.decide("GET", "/v1"))).toEqual([drop, drop, undefined, busy]);
});

test("strikes only its method", () => {
  const plan = planOf({ method: "PUT" });
  expect(plan.decide("GET", "/v1")).toBeUndefined();
  expect(plan.decide("PUT", "/v1")).toBe(drop);
});

test.each(["/v1/kms/transit", "/services/kms/v1/kms/transit", "/services/kms//v1/kms/transit"])(
  "finds the path of %s with and without the service's address",
  (path) => {
    expect(planOf({ path: /^\/v1\/kms\/transit$/ }).decide("GET", path)).toBe(drop);
    expect(planOf({ path: /^\/v1\/kms\/transit\/./ }).decide("GET", path)).toBeUndefined();
  },
);

test("nothing is left after they are removed", () => {
  const plan = planOf({ times: 0 });
  plan.clear();
  expect(struck(plan, 3)).toEqual([]);
});
