import { describe, expect, test } from "@jest/globals";

import { behaviourOf } from "../../../provider/lifecycle/definition/behaviour";
import type { Phase } from "../../../provider/lifecycle/definition/identity";
import { certificate } from "../../../provider/resources/scp/certificatemanager/certificate";
import { kmsKey } from "../../../provider/resources/scp/kms/kms-key";
import { managedKmsKey } from "../../../provider/resources/scp/kms/managed-kms-key";
import { secret } from "../../../provider/resources/scp/secretsmanager/secret";
import { secretVault } from "../../../provider/resources/scp/secretvault/secret-vault";
import { cloudService } from "../../../provider/resources/spaceone/inventory/cloud-service";

type Kind = Parameters<typeof behaviourOf>[0];

/** Objects of each kind, as clients make them, in a state. */
const keyIn = (state: string, more: object = {}): object => ({ id: "k", name: "n", state, ...more });
const vaultIn = (state: string, more: object = {}): object => ({ id: "v", name: "n", state, allowedIps: [], ...more });
const certificateIn = (state: string): object => ({
  record: { id: "c", name: "n", state, notBefore: "2026-01-01T00:00:00", notAfter: "2030-01-01T00:00:00" },
  seenMs: 0,
});
const secretIn = (state: string, more: object = {}): object => ({
  secret: { id: "s", name: "n", state, ...more },
  versions: [],
});

const phase = (kind: Kind, object: object): Phase => behaviourOf(kind).identify(object).phase;
const strange = (kind: Kind, object: object): unknown => behaviourOf(kind).notUnderstood?.(object);

const kinds: readonly (readonly [string, Kind, (state: string) => object])[] = [
  ["certificate", certificate, certificateIn],
  ["key", kmsKey, keyIn],
  ["platform's key", managedKmsKey, keyIn],
  ["secret", secret, secretIn],
  ["vault", secretVault, vaultIn],
];

describe.each(kinds)("the state of a %s", (_, kind, objectIn) => {
  test.each<[string, Phase]>([
    ["Active", "ready"],
    ["ACTIVE", "ready"],
    ["Error", "failed"],
    ["ERROR", "failed"],
    ["Creation_Failed", "failed"],
    ["Creating", "creating"],
    ["CREATING", "creating"],
    ["provisioning", "creating"],
    ["PENDING", "creating"],
    ["To_Be_Terminated", "terminating"],
    ["TO-BE TERMINATED", "terminating"],
    ["Terminating", "terminating"],
    ["Deleting", "terminating"],
    ["Pending_Deletion", "terminating"],
  ])("%s means %s, in whatever spelling", (state, meaning) => {
    expect(phase(kind, objectIn(state))).toBe(meaning);
    expect(strange(kind, objectIn(state))).toEqual([]);
  });

  test("is told where its word means nothing to anybody, and is no reason to do anything", () => {
    expect(phase(kind, objectIn("SUSPENDED"))).toBe("ready");
    expect(strange(kind, objectIn("SUSPENDED"))).toEqual(['the state "SUSPENDED"']);
    expect(strange(kind, objectIn(""))).toEqual([]);
  });
});

test.each(["VALID", "Valid", "EXPIRED", "EDITING", "NOT VALID"])("a certificate that is %s is there", (state) => {
  expect(phase(certificate, certificateIn(state))).toBe("ready");
  expect(strange(certificate, certificateIn(state))).toEqual([]);
});

test("a key is stopped in whatever spelling, and where nobody knows that is not said", () => {
  const enabled = (state: string): unknown => behaviourOf(kmsKey).inputsOf(keyIn(state), {})["enabled"];
  expect(["Stop", "STOP", "Active", "ACTIVE", "SUSPENDED"].map(enabled)).toEqual([false, false, true, true, undefined]);
});

describe("a secret that was restored", () => {
  const deletedAt = "2026-01-01T00:00:00Z";

  test("waits for nothing though it says when it was deleted", () => {
    expect(phase(secret, secretIn("Active", { deletedAt }))).toBe("ready");
    expect(behaviourOf(secret).identify(secretIn("Active", { deletedAt })).deleteAt).toBeUndefined();
    expect(behaviourOf(secret).outputsOf(secretIn("Active", { deletedAt }), {})).toMatchObject({ deleteAt: undefined });
  });

  test("is told by that time only where no state says it", () => {
    expect(phase(secret, secretIn("", { deletedAt }))).toBe("terminating");
    expect(phase(secret, secretIn("SUSPENDED", { deletedAt }))).toBe("terminating");
    expect(phase(secret, secretIn("Error", { deletedAt }))).toBe("failed");
    expect(behaviourOf(secret).identify(secretIn("", { deletedAt })).deleteAt).toBe(deletedAt);
  });
});

describe("the time of a deletion", () => {
  const deleteAt = "20251008";

  test.each<[string, Kind, (state: string, more: object) => object]>([
    ["key", kmsKey, keyIn],
    ["vault", secretVault, vaultIn],
  ])("of a %s is shown while it waits for it only", (_, kind, objectIn) => {
    const { identify, outputsOf } = behaviourOf(kind);
    const waiting = objectIn("TO_BE_TERMINATED", { deleteAt });
    const active = objectIn("Active", { deleteAt });
    expect([waiting, active].map((object) => identify(object).deleteAt)).toEqual([deleteAt, undefined]);
    expect([waiting, active].map((object) => outputsOf(object, {})["deleteAt"])).toEqual([deleteAt, undefined]);
    expect(outputsOf(active, {})).toHaveProperty("deleteAt", undefined);
  });

  test("of a vault is shown once its token has expired, however that is spelled", () => {
    const { identify, notice } = behaviourOf(secretVault);
    expect(identify(vaultIn("EXPIRED", { deleteAt })).deleteAt).toBe(deleteAt);
    expect(notice?.(vaultIn("EXPIRED"), {}, 0)).toMatch(/token of the secret vault v has expired/);
  });
});

test("a key's next rotation leaves the state once the key is not rotated any more", () => {
  const nextRotationAt = "2027-01-01T00:00:00Z";
  const next = (isRotated: boolean): object =>
    behaviourOf(kmsKey).outputsOf(keyIn("Active", { isRotated, nextRotationAt }), {});
  expect(next(true)).toHaveProperty("nextRotationAt", nextRotationAt);
  expect(next(false)).toHaveProperty("nextRotationAt", undefined);
});

test.each<[string, string, Phase]>([
  ["ACTIVE", "", "ready"],
  ["DISCONNECTED", "", "ready"],
  ["", "", "ready"],
  ["DELETED", "2026-01-01T00:00:00.000Z", "gone"],
  ["Deleted", "", "gone"],
  ["deleted", "", "gone"],
  ["", "2026-01-01T00:00:00.000Z", "gone"],
])("a cloud service in state %j, deleted at %j, is %s", (state, deletedAt, expected) => {
  expect(phase(cloudService, { service: { id: "cloud-svc-1", state, deletedAt } })).toBe(expected);
});
