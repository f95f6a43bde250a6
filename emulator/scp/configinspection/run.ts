import { randomBytes } from "node:crypto";
import { defineCollection, type Change } from "../../store/collection";
import type { Store } from "../../store/store";
import { formatTimestamp } from "../../timestamp";
import { isExpired } from "./auth-key";
import type { CheckType, Diagnosis } from "./diagnosis";

/** How long a run takes. */
const runMs = 60_000;

/** How many runs of a diagnosis are kept, with their reports; the oldest ones are removed. */
export const keptRuns = 100;

/** One run of a diagnosis. Its report is made from it when it is asked for. Dates are RFC 3339. */
export interface Run {
  readonly diagnosis_id: string;
  readonly diagnosis_request_sequence: string;
  readonly diagnosis_check_type: CheckType;
  readonly trigger: "request" | "schedule";
  readonly state: "Running" | "Completed" | "Error";
  readonly error_state: "CONNECTION_FAIL" | null;
  readonly requested_at: string;
  readonly finished_at: string | null;
}

/** The runs of a diagnosis in the order of creation. */
export const runs = defineCollection<Run>({
  name: "configinspection.runs",
  id: ({ diagnosis_request_sequence }) => diagnosis_request_sequence,
  owner: ({ diagnosis_id }) => diagnosis_id,
  dueAt: ({ finished_at, requested_at }) => (finished_at === null ? Date.parse(requested_at) + runMs : undefined),
});

export function newRun(
  { diagnosis_id }: Diagnosis,
  diagnosis_check_type: CheckType,
  trigger: Run["trigger"],
  time: number,
): Run {
  return {
    diagnosis_id,
    diagnosis_request_sequence: `SCPCIS-${randomBytes(16).toString("hex").toUpperCase()}`,
    diagnosis_check_type,
    trigger,
    state: "Running",
    error_state: null,
    requested_at: formatTimestamp(time),
    finished_at: null,
  };
}

/** A run after it has ended. If the key had expired, nothing could be inspected. */
export function finishedRun({ auth_key }: Diagnosis, run: Run): Run {
  const requested = Date.parse(run.requested_at);
  const finished_at = formatTimestamp(requested + runMs);
  return isExpired(auth_key, requested)
    ? { ...run, finished_at, state: "Error", error_state: "CONNECTION_FAIL" }
    : { ...run, finished_at, state: "Completed" };
}

/** The changes that add runs to a diagnosis and remove its oldest ones. */
export function addRuns(store: Store, diagnosisId: string, added: readonly Run[]): Change[] {
  const kept = added.slice(-keptRuns);
  const before = Array.from(store.of(runs).owned(diagnosisId), ({ diagnosis_request_sequence }) =>
    runs.drop(diagnosis_request_sequence),
  );
  return [...before.slice(0, Math.max(0, before.length + kept.length - keptRuns)), ...kept.map((run) => runs.put(run))];
}
