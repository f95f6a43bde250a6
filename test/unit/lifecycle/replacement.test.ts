import { describe, expect, test } from "@jest/globals";

import { behaviourOf } from "../../../provider/lifecycle/definition/behaviour";
import type { Definition } from "../../../provider/lifecycle/definition/definition";
import {
  carriedOver,
  isForcedFirst,
  refusedFirst,
  refusedReplacement,
  wayToReplace,
} from "../../../provider/lifecycle/planning/replacement";
import { fromInputs, toInputs, type Properties } from "../../../provider/lifecycle/record/state-codec";
import { certificate } from "../../../provider/resources/scp/certificatemanager/certificate";
import { cloudService } from "../../../provider/resources/spaceone/inventory/cloud-service";
import { configInspection } from "../../../provider/resources/scp/configinspection/config-inspection";
import { kmsKey } from "../../../provider/resources/scp/kms/kms-key";
import { secret } from "../../../provider/resources/scp/secretsmanager/secret";
import { secretVault } from "../../../provider/resources/scp/secretvault/secret-vault";

type Kind = Definition<object, object>;
const meta = (options: object = {}): Properties => ({
  __meta: { schema: 1, name: "one", stack: "dev", project: "shop", ...options },
});
const automatic: Properties = { name: "one1234567", __auto: true };
const refused = (kind: Kind, old: Properties, inputs: Properties): string | undefined =>
  refusedReplacement(behaviourOf(kind), {
    because: "so it is",
    old: fromInputs(old),
    desired: fromInputs(inputs),
  });

describe("a replacement is refused", () => {
  test.each([
    ["a key whose name stays", kmsKey, { name: "a" }, { name: "a" }, /the name "a" is blocked for 72 hours/],
    ["a secret whose name stays", secret, { name: "a" }, { name: "a" }, /the name "a" is blocked until the old secret/],
    [
      "a vault whose access key stays",
      secretVault,
      { accessKeyId: "a" },
      { accessKeyId: "a" },
      /accessKeyId "a" stays bound/,
    ],
    [
      "a vault with an automatic name whose access key stays",
      secretVault,
      { ...automatic, accessKeyId: "a" },
      { ...automatic, accessKeyId: "a" },
      /accessKeyId "a" stays bound/,
    ],
    [
      "what adopts itself",
      kmsKey,
      { __adopt: "id" },
      { __adopt: "id" },
      /adopt names the current object: remove adopt/,
    ],
    [
      "an inspection, made first",
      configInspection,
      {},
      meta({ deleteBeforeReplace: false }),
      /but the option deleteBeforeReplace is false/,
    ],
    [
      "a named certificate, made first",
      certificate,
      { name: "a" },
      { name: "a", ...meta({ deleteBeforeReplace: false }) },
      /is false/,
    ],
    [
      "a named certificate that is kept",
      certificate,
      { name: "a" },
      { name: "a", ...meta({ retainOnDelete: true }) },
      /with the option retainOnDelete that would stay, and keep the name "a": give another name/,
    ],
    [
      "a named certificate that was to be kept until now",
      certificate,
      { name: "a", ...meta({ retainOnDelete: true }) },
      { name: "a", ...meta() },
      /retainOnDelete/,
    ],
    [
      "a value that is set once",
      secret,
      automatic,
      { initialValueOnly: true },
      /by initialValueOnly others may have changed it/,
    ],
    [
      "a value that is set once, while something else is left to others",
      secret,
      automatic,
      { initialValueOnly: true, ...meta({ ignored: ["description"] }) },
      /by initialValueOnly others may have changed it/,
    ],
    [
      "a value that is left to others",
      secret,
      automatic,
      meta({ ignored: ["value"] }),
      /by the option ignoreChanges others may/,
    ],
  ] as const)("of %s", (_, kind, old, inputs, message) => {
    expect(refused(kind, old, inputs)).toMatch(message);
    expect(refused(kind, old, inputs)).toMatch(/^so it is[;,]/);
  });
});

test.each([
  ["a key under another name", kmsKey, { name: "a" }, { name: "b" }],
  ["a key with an automatic name", kmsKey, automatic, { ...automatic, ...meta() }],
  ["a key by another one that is there", kmsKey, { name: "a", __adopt: "id" }, { name: "a", __adopt: "other" }],
  ["a key whose name nobody manages", kmsKey, {}, {}],
  ["a secret by another one that is there", secret, automatic, { initialValueOnly: true, __adopt: "other" }],
  ["a secret whose description is left to others", secret, automatic, meta({ ignored: ["description"] })],
  [
    "an inspection, deleted first by the setting",
    configInspection,
    {},
    meta({ autonaming: true, deleteBeforeReplace: false }),
  ],
  ["a named certificate", certificate, { name: "a" }, { name: "a" }],
  [
    "a certificate with an automatic name, made first",
    certificate,
    automatic,
    { ...automatic, ...meta({ deleteBeforeReplace: false }) },
  ],
  ["a certificate whose name nobody manages, made first", certificate, {}, meta({ deleteBeforeReplace: false })],
  ["an inspection that is kept, of which there may be two", configInspection, {}, meta({ retainOnDelete: true })],
  [
    "a certificate that is kept, by one of another name",
    certificate,
    { name: "a" },
    { name: "b", ...meta({ retainOnDelete: true }) },
  ],
  ["a certificate, deleted first", certificate, automatic, meta({ deleteBeforeReplace: true })],
  [
    "a certificate under another name, made first",
    certificate,
    { name: "a" },
    { name: "b", ...meta({ deleteBeforeReplace: false }) },
  ],
  ["a cloud service, deleted first", cloudService, {}, meta({ autonaming: true })],
] as const)("a replacement of %s is not refused", (_, kind, old, inputs) => {
  expect(refused(kind as Kind, old, inputs)).toBeUndefined();
});

test.each([
  ["a named certificate", certificate, { name: "a" }],
  ["an inspection", configInspection, { name: "a" }],
] as const)(
  "without the kind having a say %s is refused, unless an option brings the order that it needs",
  (_, kind, inputs) => {
    const replaced = (options: object): string | undefined =>
      refusedReplacement(behaviourOf(kind), {
        because: "so it is",
        old: fromInputs(inputs),
        desired: fromInputs({ ...inputs, ...meta(options) }),
        isUnasked: true,
      });
    expect(replaced({})).toBe(
      "so it is; a new one can only be made after the old one was deleted, but Pulumi would make it first: set the option " +
        "deleteBeforeReplace",
    );
    expect(replaced({ deleteBeforeReplace: false })).toMatch(/is false: remove it, or set it to true/);
    expect([{ deleteBeforeReplace: true }, { autonaming: true }].map(replaced)).toEqual([undefined, undefined]);
  },
);

test("an object that adopt names may also be made to match", () => {
  const replacement = { because: "so it is", old: fromInputs({}), desired: fromInputs({ __adopt: "id" }), id: "id" };
  expect(refusedReplacement(behaviourOf(kmsKey), { ...replacement, differing: ["purpose", "keyType"] })).toBe(
    "so it is, and adopt names the current object: make purpose, keyType match the object, or remove adopt to replace it",
  );
  expect(refusedReplacement(behaviourOf(kmsKey), { ...replacement, id: "other" })).toBeUndefined();
});

test("what the program leaves to others goes on with a new object as far as it can be read; a name does not", () => {
  const old = { name: "a", description: "theirs", value: "secret", kmsKeyId: "k1" };
  const news = {
    name: "b",
    description: "ours",
    value: "new",
    kmsKeyId: "k2",
    ...meta({ ignored: ["name", "description", "value"] }),
  };
  const carried = (before: Properties): Properties =>
    toInputs(carriedOver(behaviourOf(secret), fromInputs(before), fromInputs(news)));
  expect(carried(old)).toEqual({ ...news, description: "theirs" });
  expect(carried({ name: "a" })).toEqual(news);
});

test("a part that the program leaves to others goes on with a new object too, beside the program's other parts", () => {
  const rotation = (enabled: boolean, periodInDays: number): Properties => ({ rotation: { enabled, periodInDays } });
  const carried = (paths: readonly string[], old: Properties, news: Properties): unknown =>
    carriedOver(behaviourOf(kmsKey), fromInputs(old), fromInputs({ ...news, ...meta({ ignoredParts: paths }) })).inputs;
  const parts = ["rotation.periodInDays", '["tags"].team', "tags[*"];
  expect(carried(parts, { ...rotation(true, 30), tags: { team: "b" } }, { ...rotation(false, 90), tags: {} })).toEqual({
    ...rotation(false, 30),
    tags: { team: "b" },
  });
  expect(carried(parts, rotation(true, 30), { tags: { team: "a" } })).toEqual({ tags: { team: "a" } });
});

test.each([
  [kmsKey, automatic, "run `pulumi up --replace` on it"],
  [kmsKey, { name: "a" }, "give another name, which makes a new one"],
  [kmsKey, { ...automatic, __adopt: "id" }, "take adopt away, and run `pulumi up --replace` on it"],
  [secretVault, { name: "a", accessKeyId: "b" }, "give another accessKeyId and another name, which makes a new one"],
  [certificate, { name: "a" }, "set the option deleteBeforeReplace and run `pulumi up --replace` on it"],
  [certificate, { name: "a", ...meta({ deleteBeforeReplace: true }) }, "run `pulumi up --replace` on it"],
  [configInspection, { name: "a" }, "set the option deleteBeforeReplace and run `pulumi up --replace` on it"],
] as const)("the way to replace an object depends on its kind and inputs: %#", (kind, inputs, way) => {
  expect(wayToReplace(behaviourOf(kind as Kind), fromInputs(inputs))).toBe(way);
});

describe("an order that deletes first", () => {
  test.each([
    [
      "a key by an option",
      kmsKey,
      { deleteBeforeReplace: true },
      /deleteBeforeReplace \(remove it\).* data that it encrypts/,
    ],
    [
      "a key by a setting, against the option",
      kmsKey,
      { autonaming: true, deleteBeforeReplace: false },
      /pulumi:autonaming/,
    ],
    ["a vault", secretVault, { deleteBeforeReplace: true }, /would have no token/],
    ["a vault by a setting", secretVault, { autonaming: true }, /pulumi:autonaming/],
  ] as const)("is forced on %s", (_, kind, options, message) => {
    const behaviour = behaviourOf(kind);
    expect(isForcedFirst(behaviour, fromInputs(meta(options)))).toBe(true);
    expect(refusedFirst(behaviour, "so it is", fromInputs(meta(options)))).toMatch(message);
  });

  test.each([
    ["a key without either", kmsKey, {}],
    ["a key that is made first by an option", kmsKey, { deleteBeforeReplace: false }],
    ["a certificate, of which nothing is lost", certificate, { deleteBeforeReplace: true }],
    ["a cloud service", cloudService, { autonaming: true }],
  ] as const)("is not forced on %s", (_, kind, options) => {
    expect(isForcedFirst(behaviourOf(kind as Kind), fromInputs(meta(options)))).toBe(false);
  });
});
