import { CallError } from "../calls/errors";
import type { ResourceRecord } from "./record";
import type { ResourceRun } from "./resource-run";

/** The object exists (or may exist), but not everything that the program wants is applied. Id and record must be kept. */
export class PartialFailure extends CallError {
  constructor(
    readonly id: string,
    /** What was applied, nothing more. */
    readonly record: ResourceRecord,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "PartialFailure";
  }
}

/** Turns anything that was thrown into an error for the user: what failed, what the service answered, what can be done. */
export function failureOf(run: ResourceRun, error: unknown, advice?: string): CallError {
  const more = advice === undefined ? "" : `. ${advice}`;
  const message = run.redacted(run.named(`${run.reasonOf(error)}${more}`));
  return error instanceof PartialFailure ? new PartialFailure(error.id, error.record, message) : new CallError(message);
}
