import { createHash } from "node:crypto";

import { timestamp, type CalendarEvent } from "./event";

// A calendar file of RFC 5545.

/** The most bytes of a line; a longer one goes on in the next, behind a space. */
const mostBytes = 75;

/** What every file of a calendar begins with. */
export const beginning = "BEGIN:VCALENDAR\r\n";

/** The text of a calendar file. The same event keeps its UID, so that a later file replaces this one. */
export function iCalendar(events: readonly CalendarEvent[], nowMs: number): string {
  const stamp = compact(timestamp(nowMs));
  const components = events.length === 0 ? noEvents : events.flatMap((event) => eventLines(event, stamp));
  const head = ["VERSION:2.0", "PRODID:-//pulumi-scp//calendar//EN", "CALSCALE:GREGORIAN"];
  return beginning + [...head, ...components, "END:VCALENDAR"].map((line) => `${folded(line)}\r\n`).join("");
}

/** A calendar must not be empty: a time zone is the least that it can have. */
const noEvents = [
  "BEGIN:VTIMEZONE",
  "TZID:UTC",
  "BEGIN:STANDARD",
  "DTSTART:19700101T000000",
  "TZOFFSETFROM:+0000",
  "TZOFFSETTO:+0000",
  "END:STANDARD",
  "END:VTIMEZONE",
];

function eventLines(event: CalendarEvent, stamp: string): readonly string[] {
  const { at, kind, name, id, text } = event;
  return [
    "BEGIN:VEVENT",
    `UID:${uidOf(event)}`,
    `DTSTAMP:${stamp}`,
    `DTSTART:${compact(at)}`,
    `SUMMARY:${escaped(`${kind} ${name} ${text}`)}`,
    ...(id === "" ? [] : [`DESCRIPTION:${escaped(`id ${id}`)}`]),
    `CATEGORIES:${escaped(event.event)}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

function uidOf({ at, event, kind, name, id }: CalendarEvent): string {
  return `${createHash("sha256")
    .update(JSON.stringify([at, event, kind, name, id]))
    .digest("hex")
    .slice(0, 32)}@pulumi-scp`;
}

/** `20260131T120000Z` */
function compact(time: string): string {
  return time.replaceAll(/[-:]/g, "");
}

/** A text value: without control characters, which no calendar may have. */
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/[\\;,]/g, "\\$&")
    .replaceAll("\n", "\\n")
    .replaceAll(/\p{Cc}/gu, "");
}

/** A line in pieces of at most 75 bytes. No character is divided. */
function folded(line: string): string {
  let bytes = 0;
  let text = "";
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > mostBytes) {
      text += "\r\n ";
      bytes = 1;
    }
    text += character;
    bytes += size;
  }
  return text;
}
