import { CallError } from "../../calls/errors";
import { PartialFailure } from "../record/partial-failure";
import type { ResourceRun } from "./resource-run";

/** Makes an error for the user of anything that was thrown: what failed, what the service answered, what can be done. */
export function failureOf(run: ResourceRun, error: unknown, advice?: string): CallError {
  const more = advice === undefined ? "" : `. ${advice}`;
  const message = run.redacted(run.named(`${run.reasonOf(error)}${more}`));
  return error instanceof PartialFailure ? new PartialFailure(error.id, error.record, message) : new CallError(message);
}
