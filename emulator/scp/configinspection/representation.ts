import type { ScpRequest } from "../service";
import { authKeyState } from "./auth-key";
import type { Diagnosis } from "./diagnosis";
import { reportCounts } from "./report";
import type { Run } from "./run";
import { newestSeenRun } from "./seen-runs";

/** A diagnosis as lists and detail answer it, in the reference's order: without tags and `account_id` (SCP 5). */
export function summaryFields(request: ScpRequest, diagnosis: Diagnosis) {
  const recent = newestSeenRun(request, diagnosis.diagnosis_id);
  return {
    created_at: diagnosis.created_at,
    csp_type: diagnosis.csp_type,
    diagnosis_account_id: diagnosis.diagnosis_account_id,
    diagnosis_check_type: diagnosis.diagnosis_check_type,
    diagnosis_id: diagnosis.diagnosis_id,
    diagnosis_name: diagnosis.diagnosis_name,
    diagnosis_type: diagnosis.diagnosis_type,
    error_state: recent?.error_state ?? null,
    plan_type: diagnosis.plan_type,
    recent_diagnosis_at: recent?.requested_at ?? null,
    recent_diagnosis_state: recent?.state ?? null,
  };
}

/** Dates that were not given are left out: the emulator knows nothing about the key. */
export function authKeyFields({ auth_key, user_id }: Diagnosis, now: number) {
  const { auth_key_created_at, auth_key_expired_at, auth_key_id } = auth_key;
  return {
    ...(auth_key_created_at !== null && { auth_key_created_at }),
    ...(auth_key_expired_at !== null && { auth_key_expired_at }),
    auth_key_id,
    auth_key_state: authKeyState(auth_key, now),
    user_id,
  };
}

/** A finished run as the list of reports answers it. */
export function reportFields(diagnosis: Diagnosis, run: Run) {
  const counts = reportCounts(run);
  const total = counts.count_check + counts.count_error;
  return {
    ...counts,
    csp_type: diagnosis.csp_type,
    diagnosis_account_id: diagnosis.diagnosis_account_id,
    diagnosis_check_type: run.diagnosis_check_type,
    diagnosis_id: diagnosis.diagnosis_id,
    diagnosis_name: diagnosis.diagnosis_name,
    diagnosis_request_sequence: run.diagnosis_request_sequence,
    diagnosis_result: run.state === "Completed" ? "SUCCESS" : "FAIL",
    diagnosis_total_count: total,
    proceed_date: run.requested_at,
    total,
  };
}
