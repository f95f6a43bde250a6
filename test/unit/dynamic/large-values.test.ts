import { describe, expect, test } from "@jest/globals";

import * as cap from "../../../provider/dynamic/large-values";
import { behaviourOf } from "../../../provider/lifecycle/definition/behaviour";
import * as engine from "../../../provider/lifecycle/record/omitted";
import { fromState, toState, type Properties } from "../../../provider/lifecycle/record/state-codec";
import { secret } from "../../../provider/resources/scp/secretsmanager/secret";
import { diff } from "../../support/by-properties";

const large = "x".repeat(5000);
const meta = { schema: 1, name: "db", stack: "dev", project: "shop" };
const wanted: Properties = {
  name: "db",
  value: { password: large },
  kmsKeyId: "k1",
  description: "",
  allowedCidrs: ["10.0.0.1/32"],
  recoveryWindowInDays: 30,
  restoreOnCreate: false,
  initialValueOnly: false,
  __meta: meta,
};

const behaviour = behaviourOf(secret);
const withoutLargeValues = (state: Properties): Properties =>
  toState(cap.withoutLargeValues(fromState(behaviour, state)));
const isOmitted = (state: Properties, name: string, value: unknown): boolean =>
  engine.isOmitted(fromState(behaviour, state), name, value);

describe("a failure's state", () => {
  test("lacks each value of more than 4 KB, and knows it again", () => {
    const state = withoutLargeValues(wanted);
    expect(state).toMatchObject({ name: "db", kmsKeyId: "k1", __meta: meta });
    expect(state).not.toHaveProperty("value");
    expect(JSON.stringify(state)).not.toContain("xxxx");
    expect(isOmitted(state, "value", { password: large })).toBe(true);
    expect(isOmitted(state, "value", { password: `${large}y` })).toBe(false);
    expect(isOmitted(state, "name", "db")).toBe(false);
  });

  test("is the same where nothing is large", () => {
    const state: Properties = { name: "x".repeat(4000), __unmanaged: { name: "small" }, __doubtful: { tags: ["a"] } };
    expect(withoutLargeValues(state)).toEqual(state);
  });

  test("is small in all, and knows each value again that it has no room for", () => {
    const values = Object.fromEntries(
      Array.from({ length: 12 }, (_, n) => [`p${String(n)}`, `${String(n)}${"x".repeat(3900)}`]),
    );
    const state = withoutLargeValues({ ...values, name: "db", __meta: meta });
    expect(JSON.stringify(state).length).toBeLessThan(36_000);
    expect(state).toMatchObject({ name: "db", __meta: meta });
    const lacking = Object.keys(values).filter((name) => state[name] === undefined);
    expect(lacking.length).toBeGreaterThan(3);
    for (const name of lacking) expect(isOmitted(state, name, values[name])).toBe(true);
  });

  test("lacks what is large of what the program does not say, and of the names in doubt those beyond 8 KB", () => {
    const names = Array.from({ length: 4000 }, (_, n) => `name ${String(n)}`);
    const state = withoutLargeValues({
      name: "db",
      __unmanaged: { a: large, b: "small" },
      __doubtful: { data: names, tags: [] },
    });
    expect(state.__unmanaged).toEqual({ b: "small" });
    expect(state).toMatchObject({ name: "db", __doubtful: { tags: [] } });
    const kept = state.__doubtful?.["data"] ?? [];
    expect(kept).toEqual(names.slice(0, kept.length));
    expect(JSON.stringify(kept).length).toBeGreaterThan(6000);
    expect(JSON.stringify(state).length).toBeLessThan(10_000);
  });

  test("lacks either of these where the other one is small, and counts what stays of both", () => {
    const names = Array.from({ length: 4000 }, (_, n) => `name ${String(n)}`);
    expect(JSON.stringify(withoutLargeValues({ __doubtful: { data: names } })).length).toBeLessThan(10_000);
    expect(withoutLargeValues({ name: "db", __unmanaged: { a: large } })).toEqual({ name: "db" });
    const values = Object.fromEntries(Array.from({ length: 7 }, (_, n) => [`p${String(n)}`, "x".repeat(3900)]));
    const state = withoutLargeValues({ ...values, __doubtful: { data: names.slice(0, 600) } });
    expect(Object.keys(values).filter((name) => state[name] === undefined)).toHaveLength(1);
  });

  test("counts bytes, not characters", () => {
    expect(withoutLargeValues({ name: "상".repeat(1300) })).toHaveProperty("name");
    expect(withoutLargeValues({ name: "상".repeat(1400) })).not.toHaveProperty("name");
  });

  test("may hold what JSON does not know", () => {
    const odd = { count: 10n ** 20n, list: [1n], mark: Symbol("mark"), work: () => 1 } as Properties;
    expect(withoutLargeValues(odd)).toEqual(odd);
  });

  test("that is cut once more keeps what it knew", () => {
    const once = withoutLargeValues(wanted);
    const twice = withoutLargeValues({ ...once, description: large });
    expect(isOmitted(twice, "value", { password: large })).toBe(true);
    expect(isOmitted(twice, "description", large)).toBe(true);
  });
});

describe("the next up", () => {
  const run = (news: object): string =>
    diff(behaviour, "id1", withoutLargeValues(wanted), { ...wanted, ...news }, 0).changes;

  test("has work to do with equal inputs: the state is to be whole again", () => {
    expect(run({})).toBe("due");
    expect(diff(behaviour, "id1", wanted, wanted, 0).changes).toBe("none");
  });

  test("does not leave it to the engine's comparison whether something differs", () => {
    expect(run({ description: "other" })).toBe("due");
    expect(run({ value: { password: "short" } })).toBe("due");
  });
});
