import { ok } from "../../reply";
import type { Operation } from "../service";
import { refuseUnlessShown } from "../shown";
import { findDiagnosis } from "./diagnosis-access";
import { authKeyFields, summaryFields } from "./representation";

export const showDiagnosis: Operation = (request) => {
  const diagnosis = refuseUnlessShown(request, findDiagnosis(request, request.params["diagnosis_id"] ?? ""));
  return ok({
    auth_key_responses: authKeyFields(diagnosis, request.now),
    schedule_response: diagnosis.schedule,
    summary_responses: summaryFields(request, diagnosis),
  });
};
