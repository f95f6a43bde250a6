import type { EmulatorContext } from "../../context";
import { authKeyState } from "./auth-key";
import { diagnoses, type Diagnosis } from "./diagnosis";
import { reportCounts } from "./report";
import { runs, type Run } from "./run";

/** An account's diagnoses with their runs. */
export function showDiagnosesState({ clock, store }: EmulatorContext, accountId: string) {
  const show = ({ owner_id: _ownerId, auth_key, ...diagnosis }: Diagnosis) => ({
    ...diagnosis,
    auth_key: { ...auth_key, auth_key_state: authKeyState(auth_key, clock.now()) },
    runs: Array.from(store.of(runs).owned(diagnosis.diagnosis_id), showRun),
  });
  return { diagnoses: Array.from(store.of(diagnoses).owned(accountId), show) };
}

function showRun(run: Run) {
  const { diagnosis_id: _diagnosisId, diagnosis_request_sequence: sequence, ...fields } = run;
  return { sequence, ...fields, counts: run.finished_at === null ? null : reportCounts(run) };
}
