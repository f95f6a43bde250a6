import type { State } from "./state";

/** An operation failed; the message says what, why and what the user can do. State stays as it was. */
export class LifecycleError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "LifecycleError";
  }
}

/** The object exists (or may exist), but not all that was wanted is applied. Id and state must be kept. */
export class PartialFailure extends Error {
  constructor(
    readonly id: string,
    /** What was applied, nothing more. */
    readonly state: State,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "PartialFailure";
  }
}
