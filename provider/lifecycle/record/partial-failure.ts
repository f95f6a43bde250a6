import { CallError } from "../../calls/errors";
import type { ResourceRecord } from "./record";

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
