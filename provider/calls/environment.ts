import type { Connection } from "../clients/connection";
import type { SharedAnswers } from "./shared-answers";

/** What a call is given from outside. Tests replace time, sleep and randomness. */
export interface Environment {
  readonly connection: Connection;
  /** Milliseconds since 1970 by this machine's clock. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** A number from 0 (included) to 1 (excluded). */
  readonly random: () => number;
  /** Shows the user a line. */
  readonly warn: (message: string) => void;
  /** Answers that several calls of one command share. */
  readonly shared: SharedAnswers;
  /** Keys of the warnings that this command has already shown. */
  readonly warned: Set<string>;
}
