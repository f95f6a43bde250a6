import { describe, expect, test } from "@jest/globals";
import { z } from "zod";

import { behaviourOf } from "../../../provider/lifecycle/definition/behaviour";
import type { Definition } from "../../../provider/lifecycle/definition/definition";
import { certificate } from "../../../provider/resources/scp/certificatemanager/certificate";
import { configInspection } from "../../../provider/resources/scp/configinspection/config-inspection";
import { kmsKey } from "../../../provider/resources/scp/kms/kms-key";
import { managedKmsKey } from "../../../provider/resources/scp/kms/managed-kms-key";
import { secret } from "../../../provider/resources/scp/secretsmanager/secret";
import { secretVault } from "../../../provider/resources/scp/secretvault/secret-vault";
import { documentedApis, readApiFixture, schemaOf } from "../../support/api-fixture";
import { schemaErrors, type Schema } from "../../support/json-schema";
import { inputsBeyond, inputsWithin } from "../../support/schema-inputs";
import { check } from "../../support/by-properties";

// Whatever the reference says of a request's field is checked before anything is sent: its errors name no field (SCP 3).

type AnyDefinition = Definition<object, object>;
type Inputs = Readonly<Record<string, unknown>>;

const schedule = { frequency: "daily", startTime: "08:00", checkTypes: ["BP"] };

/** Inputs that nothing is wrong with. */
const valid = new Map<AnyDefinition, Inputs>([
  [kmsKey, { name: "orders", purpose: "aes-256" }],
  [managedKmsKey, { keyId: "key" }],
  [secret, { name: "orders", value: { a: "b" }, kmsKeyId: "key", allowedCidrs: ["10.0.0.7/32"] }],
  [
    secretVault,
    {
      name: "orders",
      accessKeyId: "0".repeat(32),
      allowedIps: ["10.0.0.7"],
      temporaryKeyTtlInHours: 4,
      tokenTtlInDays: 365,
    },
  ],
  [
    configInspection,
    {
      name: "orders",
      accountId: "account",
      cspType: "SCP",
      plan: "STANDARD",
      checkType: "BP",
      authKey: { id: "0".repeat(32) },
      schedule,
    },
  ],
  [
    certificate,
    { name: "orders", selfSigned: { commonName: "example.com", organization: "Shop", validityInDays: 365 } },
  ],
]);

/** Names of the inputs that are refused. */
function refused(definition: AnyDefinition, news: Inputs): string[] {
  const inputs = { ...valid.get(definition), ...news, __meta: { schema: 1, name: "x", stack: "dev", project: "shop" } };
  const { failures } = check(behaviourOf(definition), z, {}, inputs, { now: () => 0, random: () => 0.5 });
  return failures.map(({ property }) => property);
}

/** The input that a field is filled from. */
interface FromInput {
  readonly definition: AnyDefinition;
  readonly name: string;
  readonly valueFor: (field: unknown) => unknown;
}

const from = (
  definition: AnyDefinition,
  name: string,
  valueFor: FromInput["valueFor"] = (field) => field,
): FromInput => ({ definition, name, valueFor });

/** A field whose limit no input can break. */
interface Ours {
  readonly reason: string;
  /** All that it is ever filled with. */
  readonly sent: readonly unknown[];
}

const ours = (reason: string, ...sent: readonly unknown[]): Ours => ({ reason, sent });

/** What each field with a limit is filled from, in whatever version. */
const fields: Readonly<Record<string, FromInput | Ours>> = {
  "configinspection POST /v1/configinspection/diagnosis/save diagnosis_name": from(configInspection, "name"),
  "kms POST /v1/kms/transit description": from(kmsKey, "description"),
  "kms POST /v1/kms/transit key_type": from(kmsKey, "keyType"),
  "kms POST /v1/kms/transit name": from(kmsKey, "name"),
  "kms PUT /v1/kms/transit/{key_id}/description description": from(kmsKey, "description"),
  "kms PUT /v1/kms/transit/{key_id}/rotate-info auto_rotate": ours("rotation.enabled is a boolean", "Y", "N"),
  "kms PUT /v1/kms/transit/{key_id}/state state": ours("enabled is a boolean", "Active", "Stop"),
  "kms PUT /v1/managed-kms/transit/{key_id}/description description": from(managedKmsKey, "description"),
  "secretsmanager DELETE /v1/secrets/{secret_id} waiting_time_ndays": from(secret, "recoveryWindowInDays"),
  "secretsmanager POST /v1/secrets name": from(secret, "name"),
  "secretsmanager POST /v1/secrets/random-password exclude_characters": ours("no resource makes passwords"),
  "secretsmanager POST /v1/secrets/random-password password_length": ours("no resource makes passwords"),
  "secretsmanager POST /v1/secrets/{secret_id}/values label": ours("no resource reads a value"),
  "secretsmanager PUT /v1/secrets/{secret_id}/label label": from(secret, "versionLabels", (label) => ({
    [String(label)]: "CURRENT",
  })),
  "secretvault POST /v1/secretvault name": from(secretVault, "name"),
  "secretvault POST /v1/secretvault temporary_key_ttl_nhours": from(secretVault, "temporaryKeyTtlInHours"),
  "secretvault POST /v1/secretvault vault_token_ttl_ndays": from(secretVault, "tokenTtlInDays"),
  "secretvault PUT /v1/secretvault/{secret_vault_id}/terminated waiting_time_ndays": from(
    secretVault,
    "recoveryWindowInDays",
  ),
};

interface Limit {
  readonly version: string;
  readonly field: string;
  readonly schema: Schema;
}

const limitWords = ["pattern", "minLength", "maxLength", "minimum", "maximum", "enum"] as const;

/** The parts of a schema that limit a value. */
function limitsIn(schema: Schema, place: string): { place: string; schema: Schema }[] {
  const isLimit = limitWords.some((word) => schema[word] !== undefined);
  const members = Object.entries(schema.properties ?? {});
  return [
    ...(isLimit ? [{ place, schema }] : []),
    ...(schema.anyOf ?? []).flatMap((option) => limitsIn(option, place)),
    ...(schema.items === undefined ? [] : limitsIn(schema.items, `${place}[]`)),
    ...members.flatMap(([name, member]) => limitsIn(member, place === "" ? name : `${place}.${name}`)),
  ];
}

function documentedLimits(service: string, version: string): Limit[] {
  const fixture = readApiFixture(service, version);
  return fixture.operations.flatMap(({ method, path, request }) =>
    limitsIn(request === null ? {} : schemaOf(fixture, request.schema), "").map(({ place, schema }) => ({
      version,
      field: `${service} ${method} ${path} ${place}`,
      schema,
    })),
  );
}

const limits = documentedApis().flatMap(({ service, version }) => documentedLimits(service, version));

test.each([...valid].map(([definition, inputs]) => ({ kind: definition.kind, definition, inputs })))(
  "the inputs of a $kind that others are compared with are valid",
  ({ definition, inputs }) => {
    expect(refused(definition, inputs)).toEqual([]);
  },
);

test("each limit that the reference has is known, and no others are", () => {
  expect([...new Set(limits.map(({ field }) => field))].sort()).toEqual(Object.keys(fields).sort());
});

describe.each(limits)("$field of version $version", ({ field, schema }) => {
  const source = fields[field];
  if (source === undefined) return;
  if ("reason" in source) {
    test(`is never broken, since ${source.reason}`, () => {
      expect(source.sent.flatMap((value) => schemaErrors(schema, value))).toEqual([]);
    });
    return;
  }
  const { definition, name, valueFor } = source;
  const refusals = (values: readonly unknown[]): unknown[] =>
    values.map((value) => [value, refused(definition, { [name]: valueFor(value) })]);

  test("is refused beyond its limits, and taken within", () => {
    const empty = schemaErrors(schema, "").map(() => "");
    const [beyond, within] = [[...empty, ...inputsBeyond(schema)], inputsWithin(schema)];
    expect(beyond).not.toEqual([]);
    expect(refusals(beyond)).toEqual(beyond.map((value) => [value, [name]]));
    expect(refusals(within)).toEqual(within.map((value) => [value, []]));
  });
});

/** A list or record of as many members. */
const many = (count: number): string[] => Array.from({ length: count }, (_, at) => `x${String(at)}`);
const record = (count: number): Inputs => Object.fromEntries(many(count).map((key) => [key, "CURRENT"]));
const monthly = (day: unknown): Inputs => ({ schedule: { ...schedule, frequency: "monthly", day } });
const recipient = { userId: "id", userName: "name" };
const hosts = (count: number): string[] => many(count).map((_, at) => `10.0.0.${String(at)}/32`);

/**
 * What the reference says in words only (API), or not at all where the service is known to be narrower (SCP): the last
 * that is taken, and the first that is not.
 */
const further: readonly [limit: string, AnyDefinition, within: Inputs, beyond: Inputs][] = [
  ["API 5: secret_value has up to 10 pairs", secret, { value: record(10) }, { value: record(11) }],
  [
    "SCP 6.2: secret_value has up to 64 KiB",
    secret,
    { value: { a: "x".repeat(65_528) } },
    { value: { a: "x".repeat(65_529) } },
  ],
  [
    "SCP 6.2: acl_cidr is /25 or narrower, unlike the example",
    secret,
    { allowedCidrs: ["10.0.0.0/25"] },
    { allowedCidrs: ["10.0.0.0/24"] },
  ],
  ["SCP 6.2: acl_cidr has up to 10", secret, { allowedCidrs: hosts(10) }, { allowedCidrs: hosts(11) }],
  [
    "SCP 6.2: a private ACL has resources",
    secret,
    { privateAcl: { resourceIds: ["a"] } },
    { privateAcl: { resourceIds: [] } },
  ],
  ["SCP 6.2: a secret has up to 20 labels", secret, { versionLabels: record(20) }, { versionLabels: record(21) }],
  [
    "SCP 6.3: acl_cidr is single addresses, unlike the example",
    secretVault,
    { allowedIps: ["10.0.0.7/32"] },
    { allowedIps: ["10.0.0.6/31"] },
  ],
  ["SCP 6.3: acl_cidr has up to 10", secretVault, { allowedIps: hosts(10) }, { allowedIps: hosts(11) }],
  [
    "SCP 6.1: rotate_cycle is from 1 day on",
    kmsKey,
    { rotation: { enabled: true, periodInDays: 1 } },
    { rotation: { enabled: true, periodInDays: 0 } },
  ],
  [
    "SCP 6.1: rotate_cycle is up to 730 days",
    kmsKey,
    { rotation: { enabled: true, periodInDays: 730 } },
    { rotation: { enabled: true, periodInDays: 731 } },
  ],
  [
    "API 2: diagnosis_start_time_pattern is in steps of five minutes",
    configInspection,
    { schedule: { ...schedule, startTime: "23:55" } },
    { schedule: { ...schedule, startTime: "23:56" } },
  ],
  [
    "API 2: diagnosis_start_time_pattern is up to 23 hours",
    configInspection,
    { schedule: { ...schedule, startTime: "00:00" } },
    { schedule: { ...schedule, startTime: "24:00" } },
  ],
  ["API 2: frequency_value is from 1 on", configInspection, monthly("01"), monthly("00")],
  ["API 2: frequency_value is up to 31", configInspection, monthly(31), monthly(32)],
  [
    "API 2: frequency_value is a weekday",
    configInspection,
    { schedule: { ...schedule, frequency: "weekly", day: "MONDAY" } },
    { schedule: { ...schedule, frequency: "weekly", day: "MON" } },
  ],
  ["SCP 4: name has 3 characters or more", certificate, { name: "a-b" }, { name: "ab" }],
  ["SCP 4: name has up to 30 characters", certificate, { name: "a".repeat(30) }, { name: "a".repeat(31) }],
  ["SCP 4: name has letters, digits and three signs", certificate, { name: "a.b_c-D" }, { name: "a b c" }],
  [
    "SCP 4: recipients are up to 100",
    certificate,
    { recipients: Array(100).fill(recipient) },
    { recipients: Array(101).fill(recipient) },
  ],
];

test.each(further)("%s", (_, definition, within, beyond) => {
  expect(refused(definition, within)).toEqual([]);
  expect(refused(definition, beyond)).toEqual(Object.keys(beyond));
});

describe.each([kmsKey, secret, secretVault, configInspection, certificate])("tags of a $kind (SCP 7)", (definition) => {
  test.each<[string, Inputs, Inputs]>([
    ["are up to 50", record(50), record(51)],
    ["have keys of 1 character or more", { k: "" }, { "": "" }],
    ["have keys of up to 128 characters", { ["키".repeat(128)]: "" }, { ["키".repeat(129)]: "" }],
    ["have values of up to 256 characters", { k: "값".repeat(256) }, { k: "값".repeat(257) }],
  ])("%s", (_, within, beyond) => {
    expect(refused(definition, { tags: within })).toEqual([]);
    expect(refused(definition, { tags: beyond })).toEqual(["tags"]);
  });
});

test.each(["0".repeat(31), "0".repeat(33), "A".repeat(32), "-".repeat(32)])("%s is no id of an access key", (id) => {
  expect(refused(secretVault, { accessKeyId: id })).toEqual(["accessKeyId"]);
  expect(refused(configInspection, { authKey: { id } })).toEqual(["authKey"]);
  expect(refused(secretVault, { accessKeyId: "z9".repeat(16) })).toEqual([]);
});
