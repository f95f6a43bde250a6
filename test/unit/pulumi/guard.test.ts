import { describe, expect, test } from "@jest/globals";

import { PartialFailure } from "../../../provider/lifecycle/errors";
import { toSafeError } from "../../../provider/pulumi/guard";

interface Shown {
  id?: unknown;
  code?: unknown;
  properties?: Record<string, unknown>;
  reasons?: string[];
}

const shown = (error: Error): Shown => error as Shown;

test("a foreign error loses its id and its code, which Pulumi would misread", () => {
  const foreign = Object.assign(new Error("no"), { id: "req-1", code: 404 });
  const safe = toSafeError(foreign, "code");
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
  const failure = new PartialFailure("id1", { name: "orders", big: "x".repeat(5000), when: new Date(0) }, "why");

  test("keeps id, state, reason and the code in state", () => {
    const safe = shown(toSafeError(failure, "the code"));
    expect(safe).toMatchObject({ id: "id1", reasons: ["why"] });
    expect(safe.properties).toMatchObject({ name: "orders", when: "1970-01-01T00:00:00.000Z", __provider: "the code" });
  });

  test("leaves out what is longer than 4 KB", () => {
    expect(shown(toSafeError(failure, "the code")).properties).not.toHaveProperty("big");
  });

  test("stays below the size at which the engine hangs, and keeps the hidden keys", () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`p${String(index)}`, "x".repeat(3000)]));
    const { properties } = shown(
      toSafeError(new PartialFailure("id1", { ...many, __place: { credential: "c" } }, "why"), "c"),
    );
    expect(JSON.stringify(properties).length).toBeLessThan(40_000);
    expect(properties).toHaveProperty("__place");
  });

  test("where Pulumi cannot take one, is a plain error", () => {
    expect(shown(toSafeError(failure)).id).toBeUndefined();
  });
});
