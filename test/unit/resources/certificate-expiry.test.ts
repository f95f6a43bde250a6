import { describe, expect, test } from "@jest/globals";
import { z } from "zod";

import type { Diff } from "../../../provider/dynamic/operations";
import { behaviourOf } from "../../../provider/lifecycle/definition/behaviour";
import type { Properties } from "../../../provider/lifecycle/record/state-codec";
import { unknown } from "../../../provider/lifecycle/values/unknown";
import { certificate } from "../../../provider/resources/scp/certificatemanager/certificate";
import { check, diff } from "../../support/by-properties";
import { makeSelfSigned } from "../../support/certificates";

const behaviour = behaviourOf(certificate);
const end = Date.parse("2027-06-10T23:59:59Z");
const dayMs = 86_400_000;

const selfSigned = {
  commonName: "shop.example.com",
  organization: "Shop",
  validityInDays: 365,
  renewBeforeDays: 30,
};
const inputs: Properties = { name: "shop-1234567", selfSigned, timezone: "Asia/Seoul", __auto: true };
const state: Properties = { ...inputs, notAfter: "2027-06-10T23:59:59", renewalDue: false };

const at = (daysLeft: number, news: object = {}, olds: object = {}): Diff =>
  diff(behaviour, "id1", { ...state, ...olds }, { ...inputs, ...news }, end - daysLeft * dayMs);
const renewal: Diff = { changes: "due", replaces: ["selfSigned"], deleteBeforeReplace: false };

describe("a self-signed certificate", () => {
  test("is renewed by this machine's time where nobody has refreshed", () => {
    expect(at(30.1).changes).toBe("none");
    expect(at(30)).toEqual(renewal);
    expect(at(-1)).toEqual(renewal);
  });

  test("is renewed where the last refresh, by the service's time, said so", () => {
    expect(at(300, {}, { renewalDue: true })).toEqual(renewal);
  });

  test("without renewBeforeDays never is", () => {
    const { renewBeforeDays, ...forEver } = selfSigned;
    expect(at(-1, { selfSigned: forEver }, { selfSigned: forEver, renewalDue: true }).changes).toBe("none");
    expect(at(-1, { selfSigned: forEver }, { renewalDue: true }).replaces).toEqual([]);
  });

  test("is renewed by the days that the program says now", () => {
    const days = (renewBeforeDays: number) => ({ selfSigned: { ...selfSigned, renewBeforeDays } });
    expect(at(40, days(60)).replaces).toEqual(["selfSigned"]);
    expect(at(20, days(10), { renewalDue: true })).toMatchObject({ changes: "differ", replaces: [] });
    expect(at(9, days(10), { renewalDue: true }).replaces).toEqual(["selfSigned"]);
  });

  test("is deleted first where its name is given and stays the same", () => {
    expect(at(30, { __auto: undefined })).toEqual({ ...renewal, deleteBeforeReplace: true });
    expect(at(30, { __auto: undefined, name: "other" }).deleteBeforeReplace).toBe(false);
  });

  test("is replaced once where something else replaces it as well, and not judged by what is unknown", () => {
    expect(at(1, { selfSigned: { ...selfSigned, organization: "Store" } }).replaces).toEqual(["selfSigned"]);
    expect(at(1, { selfSigned: unknown }).replaces).toEqual(["selfSigned"]);
    expect(at(1, { selfSigned: { ...selfSigned, renewBeforeDays: unknown } }).replaces).toEqual(["selfSigned"]);
  });

  test("that was adopted and is still named is not renewed in silence", () => {
    expect(() => at(1, { __adopt: "id1" })).toThrow("adopt names the current object");
  });
});

test("a first day is refused once it has passed, but not where it was accepted before", () => {
  const { renewBeforeDays, ...forEver } = selfSigned;
  const wish = (validityInDays: number): Properties => ({
    name: "shop",
    timezone: "Asia/Seoul",
    selfSigned: { ...forEver, validityInDays, notBefore: "2026-06-10" },
  });
  const failed = (olds: Properties, news: Properties, day: string): unknown[] =>
    check(behaviour, z, olds, news, { now: () => Date.parse(day), random: Math.random }).failures.map(
      ({ property }) => property,
    );
  expect(failed({}, wish(365), "2026-06-01")).toEqual([]);
  expect(failed({}, wish(365), "2026-07-01")).toEqual(["selfSigned"]);
  expect(failed(wish(365), wish(365), "2026-07-01")).toEqual([]);
  expect(failed(wish(365), wish(366), "2026-07-01")).toEqual(["selfSigned"]);
});

describe("a certificate that has expired", () => {
  const dayBefore = (days: number): Date => new Date(Date.now() - days * dayMs);
  const checked = (olds: Properties, news: Properties): ReturnType<typeof check> =>
    check(behaviour, z, olds, news, { now: Date.now, random: Math.random });
  const unreadable = ["certificate", "privateKey", "chain"];

  test("is refused, but as the one that an imported object has: that is taken, and another one is refused", async () => {
    const expired = await makeSelfSigned({ notBefore: dayBefore(40), notAfter: dayBefore(10) });
    const { certificate: pem, privateKey } = expired;
    const given = { name: "shop", timezone: "Asia/Seoul", certificate: pem, privateKey };
    const imported = { name: "shop", timezone: "Asia/Seoul", __adopted: true, __unread: unreadable };
    expect(checked({}, given).failures).toMatchObject([{ property: "certificate" }]);
    const first = checked(imported, given);
    expect(first.failures).toEqual([]);
    const { certificate: other, privateKey: otherKey } = await makeSelfSigned({
      notBefore: dayBefore(40),
      notAfter: dayBefore(9),
    });
    const changed = checked(first.inputs, { ...given, certificate: other, privateKey: otherKey });
    expect(changed.failures).toMatchObject([{ property: "certificate" }]);
  });
});
