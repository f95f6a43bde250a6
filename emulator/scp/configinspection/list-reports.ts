import { ok } from "../../reply";
import type { Operation, ScpRequest } from "../service";
import { isWithinQuery } from "./date";
import { diagnoses, type Diagnosis } from "./diagnosis";
import { cutAtMarker, matchesQuery } from "./marker-list";
import { reportFields } from "./representation";
import { runs, type Run } from "./run";
import { isSeen } from "./seen-runs";

const fields = [
  "count_error",
  "count_fail",
  "count_na",
  "count_pass",
  "created_at",
  "csp_type",
  "diagnosis_account_id",
  "diagnosis_check_type",
  "diagnosis_id",
  "diagnosis_name",
  "diagnosis_request_sequence",
  "diagnosis_result",
  "proceed_date",
] as const;

/** Lists the reports of all runs that have ended. The dates of the query mean the start of a run. */
export const listReports: Operation = (request) => {
  const { context, query } = request;
  const { markerMeaning } = context.world.current;
  const matches = matchesQuery(query, [
    "account_id",
    "csp_type",
    "diagnosis_id",
    "diagnosis_name",
    "diagnosis_state",
    "user_id",
  ]);
  const isWithin = isWithinQuery(query);
  const reports = finishedRuns(request)
    .filter(({ diagnosis, run }) => matches({ ...diagnosis, diagnosis_state: run.state }))
    .filter(({ run }) => isWithin(run.requested_at))
    .map(({ diagnosis, run }) => ({ ...reportFields(diagnosis, run), created_at: run.requested_at }));
  const markerOf = (report: { diagnosis_request_sequence: string }) => report.diagnosis_request_sequence;
  const { items, ...page } = cutAtMarker(reports, query, { fields, markerOf, markerMeaning });
  return ok({ ...page, diagnosis_result_responses: items.map(({ created_at: _createdAt, ...report }) => report) });
};

/** The earliest first. */
function finishedRuns(request: ScpRequest): { diagnosis: Diagnosis; run: Run }[] {
  const { context, owner } = request;
  const owned = Array.from(context.store.of(diagnoses).owned(owner));
  return owned
    .flatMap((diagnosis) =>
      Array.from(context.store.of(runs).owned(diagnosis.diagnosis_id), (run) => ({ diagnosis, run })),
    )
    .filter(({ run }) => run.finished_at !== null && isSeen(request, run))
    .sort((a, b) => Date.parse(a.run.requested_at) - Date.parse(b.run.requested_at));
}
