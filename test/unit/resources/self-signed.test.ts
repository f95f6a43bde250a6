import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { z } from "zod";

import type { CertificateRecord } from "../../../provider/clients/scp/certificatemanager/certificate";
import type { CertificateSelfSigned } from "../../../provider/resources/scp/certificatemanager/certificate-contract";
import {
  daysOf,
  firstDayProblem,
  fitsSelfSigned,
  selfSignedSchema,
  shownSelfSigned,
  unlessSatisfied,
} from "../../../provider/resources/scp/certificatemanager/self-signed";

const wish: CertificateSelfSigned = { commonName: "shop.example.com", organization: "Shop", validityInDays: 365 };
const now = Date.parse("2026-06-10T20:00:00Z");

const refusals = (news: object): string[] => {
  const parsed = selfSignedSchema(z).safeParse({ ...wish, ...news });
  return (parsed.error?.issues ?? []).map(({ path, message }) => [...path, message].join(" "));
};

test.each([
  [{ commonName: "" }, "commonName must have 1 to 64 characters"],
  [{ commonName: "x".repeat(65) }, "commonName must have 1 to 64 characters"],
  [{ commonName: undefined }, "commonName Invalid input: expected string"],
  [{ organization: "" }, "organization must have 1 to 64 characters"],
  [{ organization: "x".repeat(65) }, "organization must have 1 to 64 characters"],
  [{ validityInDays: 0 }, "validityInDays must be from 1 to 36500 days"],
  [{ validityInDays: 36_501 }, "validityInDays must be from 1 to 36500 days"],
  [{ validityInDays: 1.5 }, "validityInDays must be a whole number of days"],
  [{ validityInDays: "365" }, "validityInDays must be a whole number of days"],
  [{ notBefore: "20260610" }, "notBefore must be a day as YYYY-MM-DD"],
  [{ notBefore: "2026-02-30" }, "notBefore must be a day as YYYY-MM-DD"],
  [{ notBefore: "2026-06-10T00:00:00Z" }, "notBefore must be a day as YYYY-MM-DD"],
  [{ notBefore: "9999-12-31" }, "notBefore and validityInDays must end before the year 10000"],
  [{ renewBeforeDays: 0 }, "renewBeforeDays must be from 1 to 36500 days"],
  [{ renewBeforeDays: 365 }, "renewBeforeDays must be less than validityInDays"],
  [{ renewBefore: 30 }, 'Unrecognized key: "renewBefore"'],
])("%j is refused", (news, message) => {
  expect(refusals(news)).toEqual([expect.stringContaining(message)]);
});

test.each([
  {},
  { commonName: "*.example.com", organization: "상".repeat(64) },
  { validityInDays: 1 },
  { validityInDays: 36_500, renewBeforeDays: 36_499 },
  { notBefore: "2028-02-29" },
])("%j is taken", (news) => {
  expect(refusals(news)).toEqual([]);
});

describe("days", () => {
  test("begin today: in UTC or in the time zone, whichever is later", () => {
    expect(daysOf(wish, "UTC", now)).toMatchObject({ firstDay: "2026-06-10", lastDay: "2027-06-10" });
    expect(daysOf(wish, "Asia/Seoul", now)).toMatchObject({ firstDay: "2026-06-11", lastDay: "2027-06-11" });
    expect(daysOf(wish, "America/Los_Angeles", Date.parse("2026-06-11T03:00:00Z")).firstDay).toBe("2026-06-11");
  });

  test("begin when the program says", () => {
    expect(daysOf({ ...wish, notBefore: "2026-12-31", validityInDays: 1 }, "UTC", now)).toEqual({
      commonName: "shop.example.com",
      organization: "Shop",
      firstDay: "2026-12-31",
      lastDay: "2027-01-01",
    });
  });

  test("of a renewal begin today where the first one's day has passed", () => {
    const renewed = (notBefore: string): string =>
      daysOf({ ...wish, notBefore, renewBeforeDays: 30 }, "UTC", now).firstDay;
    expect([renewed("2025-01-01"), renewed("2026-07-01")]).toEqual(["2026-06-10", "2026-07-01"]);
  });

  test("are as many as the program says, in any year and zone", () => {
    const zone = fc.constantFrom("UTC", "Asia/Seoul", "America/Los_Angeles", "Pacific/Kiritimati");
    const time = fc.integer({ min: Date.UTC(2020), max: Date.UTC(2100) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 36_500 }), zone, time, (validityInDays, timezone, ms) => {
        const days = daysOf({ ...wish, validityInDays }, timezone, ms);
        expect((Date.parse(days.lastDay) - Date.parse(days.firstDay)) / 86_400_000).toBe(validityInDays);
        expect(Date.parse(days.firstDay) + 86_400_000).toBeGreaterThan(ms);
      }),
    );
  });
});

test("a first day in the past is refused, except where renewals follow", () => {
  expect(firstDayProblem(wish, now)).toBeUndefined();
  expect(firstDayProblem({ ...wish, notBefore: "2026-06-10" }, now)).toBeUndefined();
  expect(firstDayProblem({ ...wish, notBefore: "2026-06-09" }, now)).toBe("notBefore must not be in the past");
  expect(firstDayProblem({ ...wish, notBefore: "2026-06-09", renewBeforeDays: 30 }, now)).toBeUndefined();
});

describe("a certificate that is there suits", () => {
  const first = { ...wish, notBefore: "2026-06-10" };
  test.each<[string, CertificateSelfSigned, CertificateSelfSigned, boolean]>([
    ["the same wish", first, first, true],
    ["another time of renewal", first, { ...first, renewBeforeDays: 30 }, true],
    ["none any more", { ...first, renewBeforeDays: 30 }, first, true],
    ["a wish without a first day", first, wish, true],
    ["no wish for a first day that it was not made for", wish, first, false],
    ["no other first day", first, { ...first, notBefore: "2026-06-11" }, false],
    ["no other validity", first, { ...first, validityInDays: 366 }, false],
    ["no other common name", first, { ...first, commonName: "www.example.com" }, false],
    ["no other organization", first, { ...first, organization: "Store" }, false],
  ])("%s", (_, applied, wanted, expected) => {
    expect(unlessSatisfied(applied, wanted)).toBe(expected ? "state" : undefined);
  });
});

describe("what the service shows", () => {
  // The form of times without a zone is the service's (SCP 4).
  const record: CertificateRecord = {
    id: "1",
    name: "shop",
    kind: "DEV",
    commonName: "shop.example.com",
    organization: "Shop",
    keyBitSize: 2048,
    notBefore: "2026-06-10T00:00:00",
    notAfter: "2027-06-10T23:59:59",
    state: "VALID",
    accountId: undefined,
    createdAt: undefined,
  };

  test.each<[Partial<CertificateRecord>, Partial<CertificateSelfSigned>, boolean]>([
    [{}, {}, true],
    [{ notAfter: "2027-06-10T00:00:00" }, {}, true],
    [{ notAfter: "2027-06-09T14:59:59" }, {}, true],
    [{ notAfter: "2027-06-12T00:00:00" }, {}, false],
    [{ commonName: undefined, organization: undefined }, {}, true],
    [{ commonName: "www.example.com" }, {}, false],
    [{ organization: "Store" }, {}, false],
    [{ kind: "PRD" }, {}, false],
    [{ notAfter: "10.06.2027" }, {}, true],
    [{ notBefore: "10.06.2026" }, { notBefore: "2026-06-01" }, true],
    [{}, { notBefore: "2026-06-10" }, true],
    [{}, { notBefore: "2026-06-01" }, false],
    [{}, { notBefore: "2026-06-01", renewBeforeDays: 30 }, true],
    [{}, { notBefore: "2026-06-20", renewBeforeDays: 30 }, false],
  ])("%j for the wish %j fits: %j", (shown, wanted, fits) => {
    expect(fitsSelfSigned({ ...record, ...shown }, { ...wish, ...wanted })).toBe(fits);
  });

  test("is said as the wish that it would have been made for", () => {
    expect(shownSelfSigned(record)).toEqual({ ...wish, notBefore: "2026-06-10" });
    expect(unlessSatisfied(shownSelfSigned(record), { ...wish, renewBeforeDays: 30 })).toBe("state");
  });
});
