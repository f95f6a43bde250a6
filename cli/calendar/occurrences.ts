import type { Call } from "../../provider/calls/call";
import type { Cloud } from "../../provider/settings/table";
import { timeOf } from "../../provider/words/times";
import { timestamp, type CalendarEvent, type EventName, type Span, type Subject } from "./event";

/** Something that happens to an object by itself, once or again and again. */
export interface Occurrence extends Subject {
  /** By whose clock. */
  readonly cloud: Cloud;
  readonly event: EventName;
  readonly text: string;
  /** At least the times that are among the days. */
  readonly times: (span: Span) => readonly number[];
}

/** Gathers what happens to the objects of one list. */
export class Occurrences {
  readonly all: Occurrence[] = [];

  constructor(private readonly call: Call) {}

  add(
    { kind, name, id }: Subject,
    event: EventName,
    text: string,
    times: readonly number[] | Occurrence["times"],
  ): void {
    const { cloud } = this.call;
    this.all.push({ cloud, kind, name, id, event, text, times: typeof times === "function" ? times : () => times });
  }

  /** A time as the service writes it; none where there is none. One that is not understood is told to the user. */
  times({ kind, name, id }: Subject, written: string | undefined): readonly number[] {
    if (written === undefined || written === "") return [];
    const time = timeOf(written);
    if (!Number.isNaN(time)) return [time];
    this.call.warn(`${kind} ${name} (${id}): the time ${JSON.stringify(written)} is not understood and is left out`);
    return [];
  }
}

/** What happens within the days, the earliest first. */
export function eventsWithin(
  occurrences: readonly Occurrence[],
  spanOf: (cloud: Cloud) => Span,
): readonly CalendarEvent[] {
  return occurrences
    .flatMap(({ cloud, times, ...occurrence }) => {
      const span = spanOf(cloud);
      const within = times(span).filter((time) => time > span.from && time <= span.to);
      return within.map((time) => ({ at: timestamp(time), ...occurrence }));
    })
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
