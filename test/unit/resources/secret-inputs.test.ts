import { expect, test } from "@jest/globals";
import { z } from "zod";

import { behaviourOf } from "../../../provider/lifecycle/definition/behaviour";
import { secret } from "../../../provider/resources/scp/secretsmanager/secret";
import { check } from "../../support/by-properties";

const base = { name: "orders", value: { a: "b" }, kmsKeyId: "k1", allowedCidrs: ["10.0.0.1/32"] };

test.each([
  [{ value: {} }, "value must be an object of 1 to 10 pairs"],
  [{ value: "no json" }, "value must be an object of 1 to 10 pairs"],
  [{ value: { a: 1 } }, "value a: must be a text"],
  [{ value: Object.fromEntries(Array.from({ length: 11 }, (_, n) => [`k${String(n)}`, "v"])) }, "1 to 10 pairs"],
  [{ value: { a: "x".repeat(65_536) } }, "value must be at most 64 KiB"],
  [{ allowedCidrs: [] }, "must have at least one CIDR"],
  [{ allowedCidrs: ["10.0.0.0/24"] }, "must be an IPv4 CIDR of /25 or narrower"],
  [{ allowedCidrs: ["10.0.0.0"] }, "must be an IPv4 CIDR of /25 or narrower"],
  [{ allowedCidrs: ["10.0.0.256/32"] }, "must be an IPv4 CIDR of /25 or narrower"],
  [{ allowedCidrs: Array.from({ length: 11 }, (_, n) => `10.0.0.${String(n)}/32`) }, "must have at most 10 CIDRs"],
  [{ privateAcl: { resourceIds: [] } }, "must have at least one id"],
  [{ versionLabels: { CURRENT: "x" } }, "CURRENT and PREVIOUS are the service's own labels"],
  [{ recoveryWindowInDays: 6 }, "must be from 7 to 30 days"],
  [{ recoveryWindowInDays: 31 }, "must be from 7 to 30 days"],
  [{ name: "a b" }, "must be 3 to 63 characters"],
  [{ kmsKeyId: undefined }, "kmsKeyId is required"],
  [{ kmsKeyId: "" }, "kmsKeyId must be the id of a KMS key"],
  [{ kmsKeyId: "." }, "kmsKeyId must be the id of a KMS key"],
  [{ kmsKeyId: ".." }, "kmsKeyId must be the id of a KMS key"],
  [{ adopt: ".." }, "adopt must be the id of an existing object"],
])("%j is refused before anything is sent", (wrong, message) => {
  const { failures } = check(behaviourOf(secret), z, {}, { ...base, ...wrong }, { now: () => 0, random: () => 0.5 });
  expect(failures.map(({ property, reason }) => `${property} ${reason}`).join()).toContain(message);
});

test("what is right is taken", () => {
  expect(check(behaviourOf(secret), z, {}, base, { now: () => 0, random: () => 0.5 }).failures).toEqual([]);
});
