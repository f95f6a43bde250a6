import type { CallInput } from "../../provider/clients/scp/scp-client";
import type { CallName } from "./calls";
import type { Shown } from "./shown";

/** A call as the probe makes it. */
export interface Ask extends Pick<CallInput, "path" | "query"> {
  readonly call: CallName;
  readonly body?: object;
  /** What its body has of secrets, in clear: no message may show them. */
  readonly secrets?: readonly string[];
}

/** What a call came to. */
export interface Answer {
  /**
   * The status of a refusal, 404 wherever there is no such object, and 0 where the service itself has not answered; undefined
   * where it did what was asked.
   */
  readonly refused?: number;
  /** The status that the service itself gives its refusal. */
  readonly stated?: number;
  /** The status of the reply that has the refusal. */
  readonly sent?: number;
  /** What the service said against it, in its own words. */
  readonly because?: string;
  /** The service's time, in whole seconds since 1970. */
  readonly at: number;
  /** What is kept of the reply. */
  readonly shown: Shown;
}

/** The way to the service, or to what has been written down of it. */
export interface Wire {
  ask(ask: Ask): Promise<Answer>;
  /** Waits. Rejects if the user ends the probe meanwhile. */
  pause(seconds: number): Promise<void>;
}

/** A call and its answer, as a transcript has it: the path and the query of the request, and nothing of its body. */
export interface Exchange extends Pick<Ask, "call" | "path" | "query"> {
  readonly answer: Answer;
}

/** The requests that may be sent are used up. */
export class BudgetError extends Error {
  override readonly name = "BudgetError";
}

/** The user has ended the probe. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";
}
