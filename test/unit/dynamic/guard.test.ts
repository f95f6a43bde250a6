import { describe, expect, test } from "@jest/globals";

import { PartialFailure } from "../../../provider/lifecycle/record/partial-failure";
import { toSafeError } from "../../../provider/dynamic/guard";
import type { ResourceRecord } from "../../../provider/lifecycle/record/record";
import { fromState, toState, type Properties } from "../../../provider/lifecycle/record/state-codec";
import { objectToWire } from "../../../provider/plugin/wire";

/** State as Pulumi keeps it, with this package's code. */
const propertiesOf = (record: ResourceRecord) => ({ ...objectToWire(toState(record)), __provider: "the code" });
const failed = (state: Properties): PartialFailure =>
  new PartialFailure("id1", fromState({ inputs: {} }, state), "why");

interface Shown {
  id?: unknown;
  code?: unknown;
  properties?: Record<string, unknown>;
  reasons?: string[];
}

const shown = (error: Error): Shown => error as Shown;

test("a foreign error loses its id and its code, which Pulumi would misread", () => {
  const foreign = Object.assign(new Error("no"), { id: "req-1", code: 404 });
  const safe = toSafeError(foreign, propertiesOf);
  expect(safe).not.toBe(foreign);
  expect([safe.message, shown(safe).id, shown(safe).code, safe.stack]).toEqual(["no", undefined, undefined, ""]);
});

test.each(["text", undefined, null, 7, { a: 1 }])("%j thrown becomes an error", (thrown) => {
  expect(toSafeError(thrown)).toBeInstanceOf(Error);
});

test("a long message is cut: the engine would wait for ever", () => {
  expect(toSafeError(new Error("x".repeat(300_000))).message.length).toBeLessThan(10_000);
});

describe("a partial failure", () => {
  const failure = failed({ name: "orders", big: "x".repeat(5000), when: new Date(0) });

  test("keeps id, state, reason and the code in state", () => {
    const safe = shown(toSafeError(failure, propertiesOf));
    expect(safe).toMatchObject({ id: "id1", reasons: ["why"] });
    expect(safe.properties).toMatchObject({ name: "orders", when: "1970-01-01T00:00:00.000Z", __provider: "the code" });
  });

  test("stays below the size at which the engine hangs, and keeps what is small and what names the resource", () => {
    const state = {
      ...Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`p${String(index)}`, "x".repeat(3000)])),
      __place: '{"credential":"c"}',
      __meta: { schema: 1, name: "n".repeat(5000), stack: "dev", project: "shop" },
      __unmanaged: { data: "x".repeat(60_000) },
    };
    const { properties } = shown(toSafeError(failed(state), propertiesOf));
    expect(JSON.stringify(properties).length).toBeLessThan(60_000);
    expect(properties).toMatchObject({ __place: state.__place, __meta: state.__meta, __provider: "the code" });
    expect(properties).not.toHaveProperty("__unmanaged");
  });

  test("where Pulumi cannot take one, is a plain error", () => {
    expect(shown(toSafeError(failure)).id).toBeUndefined();
  });
});
