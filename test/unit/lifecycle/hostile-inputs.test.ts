import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { definitionOf, kindNames } from "../../../provider/kinds";
import { CallError } from "../../../provider/calls/errors";
import { behaviourOf } from "../../../provider/lifecycle/definition/behaviour";
import type { Properties } from "../../../provider/lifecycle/record/state-codec";
import { unknown } from "../../../provider/lifecycle/values/unknown";
import { expectNoPollution, oddJson, oddText, runs } from "../../support/hostile";
import { kindTables } from "../../support/kinds";
import { lifecycleOf, place } from "../../support/lifecycle-of";

const meta = { schema: 1, name: "orders", stack: "dev", project: "shop" };
const marker = "marker-of-a-secret-that-is-refused";

/** Odd values of some of the kind's properties, and of some that it does not have. */
function oddProperties(names: readonly string[]): fc.Arbitrary<Properties> {
  const name = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...names) }, oddText);
  const value = fc.oneof(
    { weight: 6, arbitrary: oddJson },
    fc.constant(unknown),
    fc.constant([unknown]),
    fc.constant({ a: unknown }),
  );
  return fc.array(fc.tuple(name, value), { maxLength: 6 }).map((entries) => Object.fromEntries(entries));
}

/** Old states, of which nobody has checked the values. */
function oddState(names: readonly string[]): fc.Arbitrary<Properties> {
  return oddProperties(names).map((properties) => ({ ...properties, __place: place }));
}

/** What a program of each kind says; kinds that have no table have no objects of their own. */
const programs = new Map(
  kindTables.map(({ kind, minimal, another }) => [kind, { kmsKeyId: "key", ...minimal, ...another?.() }] as const),
);

describe.each(kindNames)("odd values of a %s", (kind) => {
  const definition = definitionOf(kind);
  if (definition === undefined) throw new Error(kind);
  const { inputs } = behaviourOf(definition);
  const names = [...Object.keys(inputs), "adopt", ...Object.keys(definition.properties)];
  const { lifecycle } = lifecycleOf(definition, {});

  test("are taken or refused with a clear reason by check", () => {
    const property = fc.property(oddState(names), oddProperties(names), (olds, news) => {
      const { failures } = lifecycle.check(olds, { ...news, __meta: meta });
      for (const { property, reason } of failures) {
        expect([property, reason]).toEqual([expect.any(String), expect.stringMatching(/\S/)]);
        // The longest odd name has 5000 characters.
        expect(reason.length).toBeLessThan(6000);
      }
      expectNoPollution();
    });
    fc.assert(property, runs(60));
  });

  test("make a clear diff, or none", async () => {
    const program = Object.entries(programs.get(kind) ?? {}).filter(([name]) => name in inputs);
    const { inputs: news } = lifecycle.check({}, { ...Object.fromEntries(program), __meta: meta });
    const property = fc.asyncProperty(oddText, oddState(names), async (id, state) => {
      try {
        const { changes } = await lifecycle.diff(id, state, news);
        expect(["differ", "due", "none"]).toContain(changes);
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        expect(error.message).toMatch(/\S/);
      }
      expectNoPollution();
    });
    await fc.assert(property, runs(60));
  });

  test("are never told if they are secret", () => {
    const secrets = Object.keys(inputs).filter((name) => definition.properties[name] === "secret");
    const forms = [marker, [marker], { a: marker }, { a: [marker] }, `${marker}\u0000`];
    for (const name of secrets) {
      for (const value of forms) {
        const { failures } = lifecycle.check({}, { [name]: value, __meta: meta });
        expect(failures.map(({ reason }) => reason).join("\n")).not.toContain(marker);
      }
    }
  });
});
