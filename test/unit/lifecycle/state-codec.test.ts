import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { behaviourOf } from "../../../provider/lifecycle/definition/behaviour";
import {
  fromInputs,
  fromState,
  toInputs,
  toState,
  type Properties,
} from "../../../provider/lifecycle/record/state-codec";
import { BoxService, stored } from "../../support/boxes";
import { exportedKinds } from "../../support/exported-kinds";

const rules = { inputs: { name: {}, tags: {} } } as unknown as Parameters<typeof fromState>[0];

const text = fc.string({ minLength: 1, maxLength: 8 });
const values = fc.dictionary(text, fc.oneof(text, fc.integer(), fc.constant(null)), { maxKeys: 3 });
const when = fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
/** A state as Pulumi may keep one: values, each hidden key that this version knows, and one that it does not know. */
const states = fc.record(
  {
    name: text,
    tags: values,
    output: fc.oneof(text, fc.bigInt()),
    __meta: fc.record({ schema: fc.constant(1), name: text, stack: text, project: text }),
    __auto: fc.constant(true),
    __adopt: text,
    __adopted: fc.constant(true),
    __since: when,
    __place: fc.record({ credential: text, region: text }).map((place) => JSON.stringify(place)),
    __attempt: when,
    __attemptEnd: when,
    __nonce: text,
    __unfinished: fc.constant(true),
    __pending: fc.record({ step: text, mark: text, wanted: text }),
    __doubtful: fc.dictionary(text, fc.array(text)),
    __waiting: fc.constant(true),
    __fingerprints: fc.dictionary(text, text),
    __unmanaged: values,
    __omitted: fc.dictionary(text, text),
    __later: text,
  },
  { requiredKeys: [] },
);

describe("a state", () => {
  test("is the same after it was read and written, whatever is in it", () => {
    fc.assert(
      fc.property(states, (state) => {
        // The end of an attempt is nothing without its beginning, and is never written without it.
        const { __attemptEnd, ...rest } = state;
        const whole = rest.__attempt === undefined || __attemptEnd === undefined ? rest : { ...rest, __attemptEnd };
        expect(toState(fromState(rules, whole as Properties))).toEqual(whole);
      }),
    );
  });

  test("parts inputs from outputs, and keeps what only another version knows", () => {
    const state = { name: "a", keyId: "k", __later: 1, __auto: true } as Properties;
    expect(fromState(rules, state)).toMatchObject({
      inputs: { name: "a" },
      outputs: { keyId: "k", __later: 1 },
      hasAutomaticName: true,
    });
  });
});

describe("inputs", () => {
  test("are the same after they were read and written; a hidden key that nobody knows is none of them", () => {
    const given = { name: "a", adopt: "id", __meta: { schema: 1, name: "n", stack: "s", project: "p" }, __adopt: "id" };
    expect(toInputs(fromInputs(given))).toEqual(given);
    expect(toInputs(fromInputs({ ...given, __auto: true, __adopted: true }))).toEqual({
      ...given,
      __auto: true,
      __adopted: true,
    });
    expect(fromInputs({ name: "a", __later: 1 }).inputs).toEqual({ name: "a" });
  });
});

/** States that earlier versions have written: docs/recorded-state.md. */
const recorded = join(__dirname, "../../process/fixtures/state");
const files = readdirSync(recorded, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"));

/** Earlier versions kept the place as an object. */
function withTextOfPlace(outputs: Properties): Properties {
  const { __place } = outputs;
  return typeof __place === "object" ? { ...outputs, __place: JSON.stringify(__place) } : outputs;
}

test.each(files)("the recorded state %s passes unchanged, but for the form of the place", (file) => {
  const [kind = ""] = file.split("/");
  const { outputs, inputs } = JSON.parse(readFileSync(join(recorded, file), "utf8")) as Record<string, Properties>;
  const definition = exportedKinds.get(kind);
  if (definition === undefined) throw new Error(`the package exports no ${kind}`);
  expect(toState(fromState(behaviourOf(definition), outputs ?? {}))).toEqual(withTextOfPlace(outputs ?? {}));
  const { __provider, ...known } = inputs as Properties & { __provider?: string };
  expect(toInputs(fromInputs(known))).toEqual(known);
});

describe("hidden keys that somebody has changed", () => {
  const strange: readonly (readonly [string, unknown])[] = [
    ...["__auto", "__adopted", "__unfinished", "__waiting"].map((key) => [key, "true"] as const),
    ...["__since", "__attempt", "__attemptEnd", "__nonce"].map((key) => [key, 5] as const),
    ...["__place", "__pending", "__fingerprints", "__omitted"].flatMap((key) => [
      [key, "text"] as const,
      [key, ["text"]] as const,
      [key, { a: 1 }] as const,
    ]),
    ["__place", '["text"]'],
    ["__place", '{"region":1}'],
    ["__unmanaged", ["text"]],
    ["__doubtful", { a: "text" }],
    ["__unread", "text"],
    ["__unread", [1]],
    ["__meta", "text"],
    ["__meta", { schema: 1 }],
    ["__meta", { schema: "1", name: "orders" }],
  ];

  test.each(strange)("%s as %j is refused by name, and nothing is sent", async (key, value) => {
    const service = new BoxService();
    const command = service.command();
    const one = await stored(service, "one");
    const changed: Properties = { ...one.state, [key]: value };
    const requests = service.requests.length;
    const expected = `: in its state the key ${key} is not as this package writes it`;
    await expect(command.diff(one.id, changed, one.inputs)).rejects.toThrow(expected);
    await expect(command.read(one.id, changed)).rejects.toThrow(expected);
    await expect(command.update(one.id, changed, one.inputs)).rejects.toThrow(expected);
    await expect(command.delete(one.id, changed)).rejects.toThrow(expected);
    expect(service.requests).toHaveLength(requests);
  });
});
