import { ok } from "../../reply";
import type { Operation } from "../service";
import { diagnoses } from "./diagnosis";
import { findDiagnosis } from "./diagnosis-access";
import { runs } from "./run";

/** Deletes a diagnosis at once; its reports are lost. */
export const terminateDiagnosis: Operation = (request) => {
  const { store } = request.context;
  const { diagnosis_id } = findDiagnosis(request, request.params["diagnosis_id"] ?? "");
  const lost = Array.from(store.of(runs).owned(diagnosis_id), ({ diagnosis_request_sequence }) =>
    runs.drop(diagnosis_request_sequence),
  );
  store.commit(diagnoses.drop(diagnosis_id), ...lost);
  return ok({ delete_flag: true, msg: "Delete success" });
};
