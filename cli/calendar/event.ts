/** An object to which something happens. */
export interface Subject {
  /** The resource that manages such an object: `KmsKey`. */
  readonly kind: string;
  readonly name: string;
  readonly id: string;
}

export type EventName = "rotation" | "deletion" | "expiry" | "clean-up" | "run";

/** Something that happens by itself. */
export interface CalendarEvent extends Subject {
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly event: EventName;
  /** What happens, as it goes on after the name: "gets a new version". */
  readonly text: string;
}

/** The days that are looked at, by the service's clock, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A time in whole seconds. */
export function timestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, -5)}Z`;
}
