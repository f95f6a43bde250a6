import { describe, expect, test } from "@jest/globals";

import { wireSchedule } from "../../../provider/clients/scp/configinspection/schedule";
import { behaviourOf } from "../../../provider/lifecycle/definition/behaviour";
import { differs } from "../../../provider/lifecycle/values/compare";
import { configInspection } from "../../../provider/resources/scp/configinspection/config-inspection";
import { timeOf } from "../../../provider/words/times";

const behaviour = behaviourOf(configInspection);
const shows = (more: object): object => ({ diagnosis: { id: "DIA-1", name: "n", ...more }, report: undefined });
const inputsOf = (more: object): Record<string, unknown> => ({ ...behaviour.inputsOf(shows(more), {}) });
const notUnderstood = (more: object): unknown => behaviour.notUnderstood?.(shows(more));
const isDrift = (name: string, program: unknown, shown: unknown): boolean => {
  const rule = behaviour.inputs[name];
  return rule === undefined || differs(rule, program, shown);
};

/** A schedule in the service's words. */
const monthly = {
  frequency_type: "MONTH",
  frequency_value: "1",
  diagnosis_start_time_pattern: "03:00",
  use_diagnosis_check_type_bp: "y",
  use_diagnosis_check_type_ssi: "n",
};
const scheduleOf = (more: Partial<typeof monthly>): object => ({
  schedule: wireSchedule.parse({ ...monthly, ...more }),
});

describe("a schedule is understood", () => {
  test.each<[string, string, object]>([
    ["MONTH", "1", { frequency: "monthly", day: 1 }],
    ["Monthly", "01", { frequency: "monthly", day: 1 }],
    ["m", "31", { frequency: "monthly", day: 31 }],
    ["월", "5", { frequency: "monthly", day: 5 }],
    ["week", "monday", { frequency: "weekly", day: "monday" }],
    ["WEEKLY", "SUN", { frequency: "weekly", day: "sunday" }],
    ["w", "Thu", { frequency: "weekly", day: "thursday" }],
    ["주", "월요일", { frequency: "weekly", day: "monday" }],
    ["day", "everyDay", { frequency: "daily" }],
    ["DAILY", "", { frequency: "daily" }],
    ["d", "1", { frequency: "daily" }],
    ["일", "매일", { frequency: "daily" }],
  ])("%s %s", (frequency_type, frequency_value, when) => {
    const shown = scheduleOf({ frequency_type, frequency_value });
    expect(inputsOf(shown)["schedule"]).toEqual({ ...when, startTime: "03:00", checkTypes: ["BP"] });
    expect(notUnderstood(shown)).toEqual([]);
  });

  test("with spaces around its words", () => {
    const shown = scheduleOf({ frequency_type: " WEEK ", frequency_value: " MONDAY " });
    expect(inputsOf(shown)["schedule"]).toMatchObject({ frequency: "weekly", day: "monday" });
  });

  test.each([
    ["a day of a month in two digits", "monthly", "01", 1],
    ["a weekday in capitals", "weekly", "Monday", "monday"],
  ])("as the same where the program has %s", (_, frequency, said, day) => {
    const others = { frequency, startTime: "03:00", checkTypes: ["BP"] };
    expect(isDrift("schedule", { ...others, day: said }, { ...others, day })).toBe(false);
  });

  test("with a time of seconds, of one digit, without a colon or with a zone", () => {
    const times = [
      "03:00:00",
      "3:00",
      "0300",
      "030000",
      "T03:00:00.000",
      "03:00Z",
      "03:00+09:00",
      "03:00:00 +0900",
    ].map((time) => inputsOf(scheduleOf({ diagnosis_start_time_pattern: time }))["schedule"]);
    expect(times).toEqual(times.map(() => expect.objectContaining({ startTime: "03:00" })));
  });
});

describe("a schedule that is shown in another zone", () => {
  const monday = { frequency: "weekly", day: "Monday", startTime: "03:00", checkTypes: ["BP"] };
  const first = { frequency: "monthly", day: "01", startTime: "03:00", checkTypes: ["BP"] };
  const last = { frequency: "monthly", day: 30, startTime: "18:00", checkTypes: ["BP"] };
  const daily = { frequency: "daily", startTime: "20:30", checkTypes: ["BP"] };
  const shown = (known: object, frequency_type: string, frequency_value: string, time: string): unknown =>
    behaviour.inputsOf(shows(scheduleOf({ frequency_type, frequency_value, diagnosis_start_time_pattern: time })), {
      schedule: known,
    })["schedule"];

  test.each([
    ["Seoul's time as UTC", monday, "WEEK", "SUNDAY", "18:00"],
    ["UTC as Seoul's time", monday, "WEEK", "MONDAY", "12:00"],
    ["only its time as UTC", monday, "WEEK", "MONDAY", "18:00"],
    ["a Sunday's time on Monday", { ...monday, day: "sunday", startTime: "16:00" }, "WEEK", "MON", "01:00"],
    ["a first day on the last one of a month", first, "MONTH", "31", "18:00"],
    ["a first day on the last one of a short month", first, "MONTH", "28", "18:00"],
    ["a last day on the first one", last, "MONTH", "1", "03:00"],
    ["a last day on the next one", last, "MONTH", "31", "03:00"],
    ["every day", daily, "DAY", "everyDay", "05:30"],
  ])("is the known one with %s", (_, known, type, value, time) => {
    expect(shown(known, type, value, time)).toBe(known);
  });

  test.each([
    ["another day", monday, "WEEK", "SATURDAY", "18:00"],
    ["the day after instead of the one before", monday, "WEEK", "TUESDAY", "18:00"],
    ["another time", monday, "WEEK", "SUNDAY", "18:05"],
    ["another frequency", monday, "DAY", "everyDay", "18:00"],
    ["a day in the middle of a month", first, "MONTH", "15", "18:00"],
    ["the first day after one in the middle", { ...last, day: 15 }, "MONTH", "1", "03:00"],
    ["what nobody can compare", { startTime: 3 }, "WEEK", "SUNDAY", "18:00"],
  ])("is another one with %s", (_, known, type, value, time) => {
    expect(shown(known, type, value, time)).toMatchObject({ startTime: time });
    expect(shown(known, type, value, time)).not.toBe(known);
  });

  test("is another one with another checklist", () => {
    expect(shown({ ...monday, checkTypes: ["SSI"] }, "WEEK", "SUNDAY", "18:00")).toMatchObject({ day: "sunday" });
  });

  test("is another one in a program", () => {
    expect(isDrift("schedule", monday, { ...monday, day: "sunday", startTime: "18:00" })).toBe(true);
  });
});

describe("a schedule that is not understood is not shown, and told", () => {
  test.each<[string, Partial<typeof monthly>, string]>([
    [
      "weekdays by number, from whatever day they count",
      { frequency_type: "WEEK", frequency_value: "2" },
      "WEEK 2 03:00",
    ],
    ["another frequency", { frequency_type: "HOURLY", frequency_value: "4" }, "HOURLY 4 03:00"],
    ["no day of a month", { frequency_value: "MON" }, "MONTH MON 03:00"],
    ["a day that no month has", { frequency_value: "32" }, "MONTH 32 03:00"],
    ["another time", { diagnosis_start_time_pattern: "3 a.m." }, "MONTH 1 3 a.m."],
    ["no checklist", { use_diagnosis_check_type_bp: "n" }, "MONTH 1 03:00"],
    ["a flag that is none", { use_diagnosis_check_type_ssi: "perhaps" }, "MONTH 1 03:00"],
  ])("%s", (_, odd, said) => {
    const shown = scheduleOf(odd);
    expect(inputsOf(shown)).not.toHaveProperty("schedule");
    expect(notUnderstood(shown)).toEqual([`the schedule "${said}"`]);
  });

  test("but one of which nothing is shown is just that", () => {
    const shown = scheduleOf({
      frequency_type: "",
      frequency_value: "",
      diagnosis_start_time_pattern: "",
      use_diagnosis_check_type_bp: "n",
    });
    expect(inputsOf(shown)).not.toHaveProperty("schedule");
    expect(notUnderstood(shown)).toEqual([]);
  });
});

test("what is shown empty is not shown", () => {
  const empty = { name: "", accountId: "", cspType: "", plan: "", checkType: "", authKey: { id: "" } };
  expect(inputsOf(empty)).toEqual({});
  expect(notUnderstood(empty)).toEqual([]);
});

test("words are shown as the program says them, and left out where nobody knows them", () => {
  const known = { cspType: "scp", plan: "standard", checkType: "bp" };
  expect(inputsOf(known)).toMatchObject({ cspType: "SCP", plan: "STANDARD", checkType: "BP" });
  expect(notUnderstood(known)).toEqual([]);
  expect(inputsOf({ cspType: "AZURE" })).toMatchObject({ cspType: "Azure" });
  const strange = { cspType: "삼성", plan: "S", checkType: "BEST" };
  expect(Object.keys(inputsOf(strange))).toEqual(["name"]);
  expect(notUnderstood(strange)).toEqual(['the cspType "삼성"', 'the plan "S"', 'the checkType "BEST"']);
});

describe("an auth key", () => {
  const shown = (expiresAt: string, createdAt?: string): unknown =>
    inputsOf({ authKey: { id: "AK", createdAt, expiresAt } })["authKey"];
  const program = { id: "AK", expiresAt: "2027-01-01T00:00:00Z" };

  test.each([
    ["the same time", "2027-01-01T00:00:00Z"],
    ["the same time elsewhere", "2027-01-01T09:00:00+09:00"],
    ["as it went in", "2027-01-01 00:00:00"],
    ["with parts of a second", "2027-01-01T00:00:00.123456Z"],
    ["Seoul's time taken for UTC", "2027-01-01T09:00:00Z"],
    ["UTC taken for Seoul's time", "2026-12-31T15:00:00"],
    ["a spelling that nobody understands", "Jan 1st"],
  ])("is the same with %s", (_, expiresAt) => {
    expect(isDrift("authKey", program, shown(expiresAt))).toBe(false);
  });

  test("is the same where a state of earlier versions has a time that nobody understands", () => {
    expect(isDrift("authKey", { id: "AK", expiresAt: "Jan 1st" }, shown("2027-01-01T00:00:00Z"))).toBe(false);
  });

  test("is another one with another id or at another time", () => {
    expect(isDrift("authKey", program, shown("2027-01-02T00:00:00Z"))).toBe(true);
    expect(isDrift("authKey", program, shown("2027-01-01T08:00:00Z"))).toBe(true);
    expect(isDrift("authKey", program, { id: "OTHER" })).toBe(true);
  });

  test("is shown without times that nobody understands, which is told", () => {
    expect(shown("Jan 1st", "2026-01-01T00:00:00Z")).toEqual({ id: "AK", createdAt: "2026-01-01T00:00:00Z" });
    expect(shown("2027-01-01T00:00:00Z", "then")).toEqual(program);
    expect(notUnderstood({ authKey: { id: "AK", expiresAt: "Jan 1st" } })).toEqual([
      'the expiry of the auth key "Jan 1st"',
    ]);
    expect(notUnderstood({ authKey: { id: "AK", createdAt: "then" } })).toEqual([
      'the creation of the auth key "then"',
    ]);
  });

  test("warns of its end by the program's time where the service's is not understood", () => {
    const notice = (expiresAt: string | undefined, known: object, now: string): string | undefined =>
      behaviour.notice?.(shows({ authKey: { id: "AK", expiresAt } }), known, Date.parse(now));
    const soon = "2026-12-20T00:00:00Z";
    expect(notice("2027-01-01 00:00:00", {}, soon)).toMatch(/expires on 2027-01-01 00:00:00/);
    expect(notice("Jan 1st", { authKey: program }, soon)).toMatch(/expires on 2027-01-01T00:00:00Z/);
    expect(notice("Jan 1st", {}, soon)).toBeUndefined();
    expect(notice("Jan 1st", { authKey: program }, "2026-06-01T00:00:00Z")).toBeUndefined();
  });
});

test.each([
  ["2026-02-07T18:07:59", "2026-02-07T18:07:59Z"],
  ["2026-02-07 18:07:59", "2026-02-07T18:07:59Z"],
  ["2026-02-07", "2026-02-07T00:00:00Z"],
  ["20260207", "2026-02-07T00:00:00Z"],
  ["2026-02-07T18:07:59.5+0900", "2026-02-07T09:07:59.5Z"],
  ["2026-02-07t18:07+09:00", "2026-02-07T09:07:00Z"],
  [" 2026-02-07T18:07:59z ", "2026-02-07T18:07:59Z"],
])("a time without a zone is that of UTC on every machine: %s", (text, meant) => {
  expect(timeOf(text)).toBe(Date.parse(meant));
});

test.each(["", "07.02.2026", "2026-13-01", "20261301", "202602", "soon"])("%j is no time", (text) => {
  expect(timeOf(text)).toBeNaN();
});
