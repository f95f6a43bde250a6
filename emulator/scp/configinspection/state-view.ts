import type { EmulatorContext } from "../../context";
import { authKeyState } from "./auth-key";
import type { Diagnosis } from "./diagnosis";
import { reportCounts } from "./report";
import { runs, type Run } from "./run";

/** A diagnosis with its runs. */
export function showDiagnosisState(stored: Diagnosis, { clock, store }: EmulatorContext) {
  const { owner_id: _ownerId, auth_key, ...diagnosis } = stored;
  return {
    ...diagnosis,
    auth_key: { ...auth_key, auth_key_state: authKeyState(auth_key, clock.now()) },
    runs: Array.from(store.of(runs).owned(diagnosis.diagnosis_id), showRun),
  };
}

function showRun(run: Run) {
  const { diagnosis_id: _diagnosisId, diagnosis_request_sequence: sequence, ...fields } = run;
  return { sequence, ...fields, counts: run.finished_at === null ? null : reportCounts(run) };
}
