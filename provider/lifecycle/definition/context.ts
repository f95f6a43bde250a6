import type { ScpServices, SpaceoneServices } from "../../clients/connection";
import type { Deadline } from "../../clients/http/deadline";
import type { AnyInputs } from "./input-rule";

/** An operation on an object, as Pulumi asks for it. */
export type Verb = "create" | "read" | "update" | "delete";

/** What a definition's functions work with. */
export interface Context {
  readonly scp: ScpServices;
  readonly spaceone: SpaceoneServices;
  readonly deadline: Deadline;
  /** Runs a read. If it gets no reply the operation fails, and it is certain that nothing was changed. */
  readonly ask: <T>(question: () => Promise<T>) => Promise<T>;
  /** Shows the user a line about this resource. */
  readonly warn: (message: string) => void;
  /** The region of the settings. */
  readonly region: string | undefined;
  /** Shares one answer among the operations of a command, for up to 30 seconds. */
  readonly shared: <T>(key: string, ask: () => Promise<T>) => Promise<T>;
  /** Ends the operation with a message for the user. */
  readonly refuse: (message: string) => never;
  /** The service's time, in milliseconds since 1970; this machine's time until a reply has shown it. */
  readonly now: () => number;
  /** Whether a reply has shown the service's time. */
  readonly knowsTime: () => boolean;
  /** The outputs that state has of the object: what an earlier operation saw. Absent where there is no state. */
  readonly lastOutputs?: AnyInputs | undefined;
  /** Sleeps; rejects if the operation's time is used up meanwhile. */
  readonly pause: (ms: number) => Promise<void>;
}
