import { ApiError } from "../../clients/http/errors";
import { PartialFailure } from "../record/partial-failure";
import { valuesOf } from "../record/record";
import type { ResourceRun } from "./resource-run";

const refusals = [400, 403, 404, 409];

/** What the kind adds to the message of a refused request. If it finds nothing, the service's own error stands alone. */
export async function adviceOn(run: ResourceRun, error: unknown): Promise<string | undefined> {
  const refusal = error instanceof PartialFailure ? error.cause : error;
  if (!(refusal instanceof ApiError) || !refusals.includes(refusal.status)) return undefined;
  const left = error instanceof PartialFailure ? [error.record] : [];
  return run.behaviour.advice?.(run, [...run.known, ...left].map(valuesOf), run.verb, refusal).catch(() => undefined);
}
