import { ok } from "../../reply";
import { notFound, validationError } from "../errors";
import { queryText } from "../query";
import type { Operation, ScpRequest } from "../service";
import { refuseUnlessShown } from "../shown";
import type { Diagnosis } from "./diagnosis";
import { findDiagnosis } from "./diagnosis-access";
import { cutAtMarker } from "./marker-list";
import { checklistName, reportItems } from "./report";
import { runs, type Run } from "./run";
import { isSeen } from "./seen-runs";

const fields = ["created_at", "diagnosis_item", "diagnosis_layer", "diagnosis_result", "sub_category"] as const;

/** The order of the checklist. */
const usualSort = "created_at:asc";

export const showReport: Operation = (request) => {
  const { diagnosis, run } = findReport(request);
  const { markerMeaning } = request.context.world.current;
  const all = reportItems(diagnosis, run);
  const markerOf = (item: { sub_category: string }) => item.sub_category;
  const { items, ...page } = cutAtMarker(all, request.query, { fields, markerOf, markerMeaning, usualSort });
  return ok({
    ...page,
    checklist_name: checklistName(diagnosis, run),
    diagnosis_account_id: diagnosis.diagnosis_account_id,
    diagnosis_check_type: run.diagnosis_check_type,
    diagnosis_id: diagnosis.diagnosis_id,
    diagnosis_name: diagnosis.diagnosis_name,
    diagnosis_request_sequence: run.diagnosis_request_sequence,
    proceed_date: run.requested_at,
    result_detail_list: items.map(({ created_at: _createdAt, ...item }) => item),
    total: all.length,
  });
};

/** A run that has not ended has no report. */
function findReport(request: ScpRequest): { diagnosis: Diagnosis; run: Run } {
  const [diagnosisId = "", sequence = ""] = requiredTexts(request.query, "diagnosis_id", "diagnosis_request_sequence");
  const diagnosis = refuseUnlessShown(request, findDiagnosis(request, diagnosisId));
  const run = request.context.store.of(runs).get(sequence);
  if (run?.diagnosis_id !== diagnosisId || run.finished_at === null || !isSeen(request, run)) throw notFound();
  return { diagnosis, run };
}

function requiredTexts(query: URLSearchParams, ...names: readonly string[]): string[] {
  const texts = names.map((name) => queryText(query, name)).filter((text) => text !== undefined);
  if (texts.length === names.length) return texts;
  throw validationError(...names.slice(texts.length).map(() => "Field required"));
}
