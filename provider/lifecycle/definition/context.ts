import type { ScpServices, SpaceoneServices } from "../../clients/connection";
import type { Deadline } from "../../clients/http/deadline";

/** An operation on an object, as Pulumi asks for it. */
export type Verb = "create" | "read" | "update" | "delete";

/** What a definition's functions work with. */
export interface Context {
  readonly scp: ScpServices;
  readonly spaceone: SpaceoneServices;
  readonly deadline: Deadline;
  /** Asks what changes nothing: without an answer nothing was done, and the operation fails for certain. */
  readonly ask: <T>(question: () => Promise<T>) => Promise<T>;
  /** Shows the user a line about this resource. */
  readonly warn: (message: string) => void;
  /** The region of the settings. */
  readonly region: string | undefined;
  /** Asks once for what many operations of a command want to know; the answer may be half a minute old. */
  readonly shared: <T>(key: string, ask: () => Promise<T>) => Promise<T>;
  /** Ends the operation with a message for the user. */
  readonly refuse: (message: string) => never;
  /** The service's time, in milliseconds since 1970, as far as its replies have told it. */
  readonly now: () => number;
  /** Rejects when the operation's time is used up meanwhile. */
  readonly pause: (ms: number) => Promise<void>;
}
