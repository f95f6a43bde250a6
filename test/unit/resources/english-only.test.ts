import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { z } from "zod";

import { dayOf } from "../../../provider/resources/scp/certificatemanager/certificate-dates";
import { certificateInputs } from "../../../provider/resources/scp/certificatemanager/certificate-inputs";

// Small images have a Node that knows the words and dates of English only: other languages look like it.

const DateTimeFormat = Intl.DateTimeFormat;

beforeEach(() => {
  jest
    .spyOn(Intl, "DateTimeFormat")
    .mockImplementation((_?: unknown, options?: Intl.DateTimeFormatOptions) => new DateTimeFormat("en-US", options));
});

afterEach(() => {
  jest.restoreAllMocks();
});

test.each([
  ["2026-06-10T20:00:00Z", "UTC", "2026-06-10"],
  ["2026-06-10T20:00:00Z", "Asia/Seoul", "2026-06-11"],
  ["2026-01-01T02:00:00Z", "America/New_York", "2025-12-31"],
])("%s is in %s the day %s", (time, zone, day) => {
  expect(dayOf(Date.parse(time), zone)).toBe(day);
});

test("time zones are known by their names", () => {
  const schema = certificateInputs.timezone.schema(z);
  expect(["Asia/Seoul", "Asia/Nowhere"].map((name) => schema.safeParse(name).success)).toEqual([true, false]);
});
