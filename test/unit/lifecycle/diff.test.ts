import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { behaviourOf } from "../../../provider/lifecycle/definition/behaviour";
import type { Properties } from "../../../provider/lifecycle/record/state-codec";
import { unknown } from "../../../provider/lifecycle/values/unknown";
import { configInspection } from "../../../provider/resources/scp/configinspection/config-inspection";
import { kmsKey } from "../../../provider/resources/scp/kms/kms-key";
import { diff } from "../../support/by-properties";

const behaviour = behaviourOf(kmsKey);
const meta = { schema: 1, name: "orders", stack: "dev", project: "shop" };
const state: Properties = {
  name: "orders8888888",
  purpose: "aes-256",
  keyType: "advanced",
  description: "",
  rotation: { enabled: false },
  enabled: true,
  deleteImmediately: false,
  __meta: meta,
  __auto: true,
};

const run = (news: Record<string, unknown>, olds: Properties = state, id = "id1"): ReturnType<typeof diff> =>
  diff(behaviour, id, olds, { ...state, ...news }, 0);

test("equal inputs are no change", () => {
  expect(run({})).toEqual({ changes: "none", replaces: [], deleteBeforeReplace: false });
});

test.each([
  { description: "x" },
  { enabled: false },
  { rotation: { enabled: true, periodInDays: 1 } },
  { deleteImmediately: true },
])("%j is a change in place", (news) => {
  expect(run(news)).toEqual({ changes: "differ", replaces: [], deleteBeforeReplace: false });
});

test.each([
  [{ name: "other" }, ["name"]],
  [{ purpose: "rsa-2048" }, ["purpose"]],
  [{ keyType: "basic" }, ["keyType"]],
  [{ name: unknown, keyType: "basic" }, ["keyType"]],
])("%j needs a new key, made first", (news, replaces) => {
  expect(run(news)).toEqual({ changes: "differ", replaces, deleteBeforeReplace: false });
});

test("an unknown value alone needs no new key: it may turn out to be the old one", () => {
  expect(run({ purpose: unknown })).toEqual({ changes: "differ", replaces: [], deleteBeforeReplace: false });
});

test("an unknown value replaces nothing at all where something is asked about that refers to what is to be deleted", () => {
  const inspection = { name: "a", accountId: "b", __meta: meta };
  const asked = (isRegistered: boolean): ReturnType<typeof diff> =>
    diff(behaviourOf(configInspection), "id1", inspection, { ...inspection, name: unknown }, 0, { isRegistered });
  expect(asked(true)).toMatchObject({ changes: "differ", replaces: ["name"] });
  expect(asked(false)).toEqual({ changes: "differ", replaces: [], deleteBeforeReplace: false });
});

test("an unknown value leaves nothing to replaceOnChanges, which the engine would honour by itself", () => {
  const replacing = { __meta: { ...meta, replaceOnChanges: ["name"] } };
  expect(run({ ...replacing, name: unknown })).toEqual({ changes: "due", replaces: [], deleteBeforeReplace: false });
});

test("the period of a rotation that is off is not compared", () => {
  expect(run({ rotation: { enabled: false, periodInDays: 7 } }).changes).toBe("none");
});

test("only hidden keys are no change, but a changed timeout is work without a request", () => {
  expect(run({ __meta: { ...meta, stack: "renamed" } }).changes).toBe("none");
  for (const name of ["create", "read", "update", "delete"]) {
    expect(run({ __meta: { ...meta, timeouts: { [name]: "1h" } } }).changes).toBe("due");
  }
});

test("what was not applied differs", () => {
  const { description, ...applied } = state;
  expect(run({}, applied as Properties).changes).toBe("differ");
});

describe("a given name that stays the same", () => {
  test("makes a replacement impossible, and the way out is named", () => {
    expect(() => run({ purpose: "rsa-2048", __auto: undefined })).toThrow(
      'purpose of a KMS key cannot be changed in place; a new one is needed, but the name "orders8888888" is blocked ' +
        "for 72 hours after a deletion: change the name too",
    );
  });

  test("makes nothing fail while another name is unknown", () => {
    expect(run({ purpose: "rsa-2048", name: unknown, __auto: undefined }).replaces).toEqual(["purpose"]);
  });
});

test("a change whose outcome is in doubt is due, also for a program that goes back to what it said before", () => {
  expect(run({}, { ...state, __doubtful: { description: ["second"] } }).changes).toBe("due");
});

describe("the option replaceOnChanges", () => {
  const replacing = (paths: string[]): object => ({ __meta: { ...meta, replaceOnChanges: paths }, __auto: undefined });

  test.each([["*"], ["[*]"], ["description"]])("makes an impossible replacement known in the preview (%s)", (path) => {
    expect(() => run({ description: "other", ...replacing([path]) })).toThrow("description of a KMS key cannot");
  });

  test("replaces an input of which it names a part", () => {
    const rotation = { enabled: true, periodInDays: 1 };
    expect(run({ rotation, ...replacing(["rotation.enabled"]), __auto: true }).replaces).toEqual(["rotation"]);
    expect(run({ rotation, ...replacing(['["rotation"].enabled']), __auto: true }).replaces).toEqual(["rotation"]);
  });

  test("replaces nothing for another part of the input", () => {
    const before = { ...state, rotation: { enabled: true, periodInDays: 30 } };
    const of = (rotation: object): Properties => ({
      ...before,
      rotation,
      ...replacing(["rotation.periodInDays"]),
      __auto: true,
    });
    const replaced = (rotation: object): readonly string[] => diff(behaviour, "id1", before, of(rotation), 0).replaces;
    expect(replaced({ enabled: false, periodInDays: 30 })).toEqual([]);
    expect(replaced({ enabled: true, periodInDays: 60 })).toEqual(["rotation"]);
  });

  test("replaces where that is possible, and only for what it names", () => {
    const automatic = { ...replacing(["description"]), __auto: true };
    expect(run({ description: "other", ...automatic }).replaces).toEqual(["description"]);
    expect(run({ enabled: false, ...automatic }).replaces).toEqual([]);
  });
});

describe("adopt", () => {
  test("naming the own id, or taken away, is no change", () => {
    expect(run({ __adopt: "id1" }).changes).toBe("none");
    expect(run({ __adopt: "ID-1" }).changes).toBe("none");
    expect(run({}, { ...state, __adopt: "id1" }).changes).toBe("none");
  });

  test("naming another object replaces", () => {
    expect(run({ __adopt: "id2" }).replaces).toEqual(["adopt"]);
  });

  test("naming the own id forbids a replacement", () => {
    expect(() => run({ __adopt: "id1", purpose: "rsa-2048" })).toThrow("adopt names the current object");
  });

  test("a name that was not managed is compared with what the object has, and taken into state where it is the same", () => {
    const { name, ...rest } = state;
    const adopted = { ...rest, __unmanaged: { name: "legacy" } } as Properties;
    expect(diff(behaviour, "id1", adopted, { ...rest, name: "legacy" }, 0)).toMatchObject({
      changes: "due",
      replaces: [],
    });
    expect(diff(behaviour, "id1", adopted, rest, 0).changes).toBe("none");
    expect(diff(behaviour, "id1", adopted, { ...rest, name: "fresh" }, 0).replaces).toEqual(["name"]);
  });
});

test("an object of unknown outcome is replaced, delete first", () => {
  expect(run({}, state, "unknown:orders8888888")).toEqual({
    changes: "due",
    replaces: ["name"],
    deleteBeforeReplace: true,
  });
});

test("an object of unknown outcome that cannot be removed at once asks for a refresh", () => {
  expect(() => diff({ ...behaviour, window: "always" }, "unknown:orders", state, state, 0)).toThrow(
    "run `pulumi refresh`",
  );
});

const anyInputs = fc.record({
  name: fc.stringMatching(/^[a-z0-9]{3,8}$/),
  purpose: fc.constantFrom("aes-256", "rsa-2048"),
  keyType: fc.constantFrom("basic", "advanced"),
  description: fc.string({ maxLength: 10 }),
  enabled: fc.boolean(),
  rotation: fc.record({ enabled: fc.boolean(), periodInDays: fc.integer({ min: 1, max: 730 }) }),
  deleteImmediately: fc.boolean(),
});

test("nothing differs from itself, and each replacement is a change", () => {
  fc.assert(
    fc.property(anyInputs, anyInputs, (a, b) => {
      expect(diff(behaviour, "id", a as Properties, a as Properties, 0).changes).toBe("none");
      const result = diff(behaviour, "id", a, { ...b, __auto: true }, 0);
      expect(result.replaces.length > 0 && result.changes === "none").toBe(false);
    }),
  );
});

test("it never fails on an unknown value", () => {
  const names = Object.keys(behaviour.inputs);
  fc.assert(
    fc.property(anyInputs, fc.subarray(names, { minLength: 1 }), (a, hidden) => {
      const news = { ...a, ...Object.fromEntries(hidden.map((name) => [name, unknown])) };
      expect(diff(behaviour, "id", { ...a }, { ...news, __auto: true }, 0).changes).toBe("differ");
    }),
  );
});
