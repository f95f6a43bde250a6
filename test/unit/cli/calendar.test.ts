import { describe, expect, jest, test } from "@jest/globals";

import type { CalendarEvent } from "../../../cli/calendar/event";
import { iCalendar } from "../../../cli/calendar/icalendar";
import { eventsWithin, Occurrences } from "../../../cli/calendar/occurrences";
import { periodic, scheduled } from "../../../cli/calendar/times";
import type { Call } from "../../../provider/calls/call";

const at = (text: string): number => Date.parse(text);
const days = (from: string, to: string): { from: number; to: number } => ({ from: at(from), to: at(to) });
const shown = (times: readonly number[]): string[] => times.map((time) => new Date(time).toISOString().slice(0, 16));

const event: CalendarEvent = {
  at: "2026-03-04T05:06:07Z",
  event: "rotation",
  kind: "KmsKey",
  name: "orders",
  id: "1f2e",
  text: "gets a new version",
};

describe("an iCalendar file", () => {
  const now = at("2026-01-02T03:04:05.678Z");
  const lines = (events: readonly CalendarEvent[]): string[] => iCalendar(events, now).split("\r\n");

  test("has each event with what RFC 5545 wants of it, and ends each line with CRLF", () => {
    expect(lines([event])).toEqual([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//pulumi-scp//calendar//EN",
      "CALSCALE:GREGORIAN",
      "BEGIN:VEVENT",
      expect.stringMatching(/^UID:[0-9a-f]{32}@pulumi-scp$/),
      "DTSTAMP:20260102T030405Z",
      "DTSTART:20260304T050607Z",
      "SUMMARY:KmsKey orders gets a new version",
      "DESCRIPTION:id 1f2e",
      "CATEGORIES:rotation",
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ]);
    expect(iCalendar([event], now).replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  test("marks what has a meaning in a text, and leaves out control characters", () => {
    const name = "a,b;c\\d\ne\r\nf\u0007g:h";
    expect(lines([{ ...event, name }])).toContain("SUMMARY:KmsKey a\\,b\\;c\\\\d\\ne\\nfg:h gets a new version");
  });

  test.each([
    ["of one byte", "x".repeat(300)],
    ["of two bytes", "\u00e9".repeat(100)],
    ["of three bytes", "\uac00".repeat(80)],
    ["of four bytes", "\u{1F511}".repeat(60)],
    ["up to the very end of a line", "a".repeat(43)],
  ])("folds lines after at most 75 bytes, and divides no character: %s", (_, name) => {
    const text = iCalendar([{ ...event, name }], now);
    for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(Buffer.from(text).toString()).toBe(text);
    expect(text.replaceAll("\r\n ", "")).toContain(`SUMMARY:KmsKey ${name} gets a new version\r\n`);
  });

  test("keeps the UID of the same event, and gives every other one another UID", () => {
    const uids = (events: readonly CalendarEvent[]): string[] =>
      lines(events).filter((line) => line.startsWith("UID:"));
    const others = [
      { ...event, at: "2026-03-04T05:06:08Z" },
      { ...event, event: "deletion" as const },
      { ...event, kind: "Secret" },
      { ...event, id: "2" },
      { ...event, id: "", name: "token" },
    ];
    expect(new Set(uids([event, ...others])).size).toBe(6);
    expect(iCalendar([event], now + 1e9).split("\r\n")[5]).toBe(uids([event])[0]);
  });

  test("without events has a component all the same, as the grammar wants", () => {
    expect(lines([])).toEqual(expect.arrayContaining(["BEGIN:VTIMEZONE", "TZID:UTC", "END:VTIMEZONE"]));
    expect(lines([])).not.toContain("BEGIN:VEVENT");
  });
});

describe("times", () => {
  test("of a period go on to the end, which is among them", () => {
    const span = days("2026-01-01T00:00:00Z", "2026-01-11T12:00:00Z");
    expect(shown(periodic(at("2026-01-01T12:00:00Z"), 5, span))).toEqual([
      "2026-01-01T12:00",
      "2026-01-06T12:00",
      "2026-01-11T12:00",
    ]);
    expect(periodic(at("2026-02-01T00:00:00Z"), 5, span)).toEqual([]);
    expect(shown(periodic(at("2026-01-05T00:00:00Z"), undefined, span))).toEqual(["2026-01-05T00:00"]);
  });

  const schedule = { startTime: "08:05", checkTypes: ["BP"] } as const;

  test("of a daily schedule", () => {
    const span = days("2026-02-27T09:00:00Z", "2026-03-01T09:00:00Z");
    const times = scheduled({ ...schedule, frequency: "daily" }, span).filter((time) => time > span.from);
    expect(shown(times)).toEqual(["2026-02-28T08:05", "2026-03-01T08:05"]);
  });

  test.each([
    ["monday", "2026-03-02"],
    ["SUNDAY", "2026-03-08"],
    ["saturday", "2026-03-07"],
  ])("of a weekly schedule, on %s", (day, date) => {
    const span = days("2026-03-02T00:00:00Z", "2026-03-08T23:00:00Z");
    expect(shown(scheduled({ ...schedule, frequency: "weekly", day }, span))).toEqual([`${date}T08:05`]);
  });

  test("of a monthly schedule skip months without that day", () => {
    const span = days("2026-01-15T00:00:00Z", "2026-06-15T00:00:00Z");
    expect(shown(scheduled({ ...schedule, frequency: "monthly", day: 31 }, span))).toEqual([
      "2026-01-31T08:05",
      "2026-03-31T08:05",
      "2026-05-31T08:05",
    ]);
    expect(shown(scheduled({ ...schedule, frequency: "monthly", day: "01" }, span))).toHaveLength(5);
  });
});

describe("events", () => {
  const warn = jest.fn<(message: string) => void>();
  const occurrencesOf = (cloud: string): Occurrences => new Occurrences({ cloud, warn } as unknown as Call);

  test("come by time, from each cloud's present on to the end", () => {
    const [scp, spaceone] = [occurrencesOf("scp"), occurrencesOf("spaceone")];
    const times = [8, 1, 3, 2, 4].map((day) => at(`2026-01-0${String(day)}T00:00:00Z`));
    scp.add({ kind: "KmsKey", name: "a", id: "1" }, "rotation", "gets a new version", times);
    spaceone.add({ kind: "CloudService", name: "b", id: "2" }, "clean-up", "is cleaned up", times);
    const events = eventsWithin([...scp.all, ...spaceone.all], (cloud) =>
      cloud === "scp"
        ? days("2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z")
        : days("2026-01-03T00:00:00Z", "2026-01-04T00:00:00Z"),
    );
    expect(events.map(({ at: time, name }) => `${time} ${name}`)).toEqual([
      "2026-01-02T00:00:00Z a",
      "2026-01-03T00:00:00Z a",
      "2026-01-04T00:00:00Z b",
    ]);
    expect(Object.keys(events[0] ?? {}).sort()).toEqual(["at", "event", "id", "kind", "name", "text"]);
  });

  test("at times that are not understood are told, and not guessed", () => {
    const occurrences = occurrencesOf("scp");
    const subject = { kind: "Secret", name: "a", id: "1" };
    expect(occurrences.times(subject, "08.10.2025")).toEqual([]);
    expect(warn).toHaveBeenCalledWith('Secret a (1): the time "08.10.2025" is not understood and is left out');
    expect(occurrences.times(subject, undefined)).toEqual([]);
    expect(occurrences.times(subject, "")).toEqual([]);
    expect(occurrences.times(subject, "2026-01-01T00:00:00")).toEqual([at("2026-01-01T00:00:00Z")]);
    expect(warn).toHaveBeenCalledTimes(1);
  });
});
