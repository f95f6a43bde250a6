import { created } from "../../reply";
import { decodeBody } from "../body";
import type { Operation } from "../service";
import type { CheckType, Diagnosis } from "./diagnosis";
import { findDiagnosis, refusal } from "./diagnosis-access";
import { addRuns, newRun } from "./run";
import { scheduledCheckTypes } from "./schedule";
import { diagnosisRequest } from "./validation/diagnosis";

/** Each request starts a run, also while other runs are under way. The keys of the request are checked and not kept. */
export const requestDiagnosis: Operation = (request) => {
  const { diagnosis_check_type, diagnosis_id } = decodeBody(diagnosisRequest, request.body);
  const { store } = request.context;
  const diagnosis = findDiagnosis(request, diagnosis_id);
  refuseUnlessUsed(diagnosis, diagnosis_check_type);
  store.commit(...addRuns(store, diagnosis_id, [newRun(diagnosis, diagnosis_check_type, "request", request.now)]));
  return created({ result: true });
};

/** Refuses a checklist that neither the diagnosis nor its schedule is for. */
function refuseUnlessUsed({ diagnosis_check_type, schedule }: Diagnosis, checkType: CheckType): void {
  if (checkType === diagnosis_check_type || scheduledCheckTypes(schedule).includes(checkType)) return;
  throw refusal("checktype.invalid", `The diagnosis does not use the checklist ${checkType}.`);
}
