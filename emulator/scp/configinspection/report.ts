import { createHash } from "node:crypto";
import type { CheckType, Diagnosis } from "./diagnosis";
import type { Run } from "./run";

/** The number of items in each checklist (SCP 5). It is documented for SCP only, and assumed for the other clouds. */
const checklistSizes: Readonly<Record<CheckType, number>> = { BP: 27, SSI: 24 };

const checklistTitles: Readonly<Record<CheckType, string>> = { BP: "Best Practice", SSI: "SSI" };

const layers = ["1.ACCOUNT", "2.NETWORK", "3.COMPUTE", "4.STORAGE"] as const;

/** Codes of results. The reference has only `03`, and does not say what it means. */
const results = { pass: "01", fail: "02", na: "03", error: "04" } as const;

type Result = keyof typeof results;

export interface ReportCounts {
  /** The number of items that could be inspected. */
  readonly count_check: number;
  readonly count_error: number;
  readonly count_fail: number;
  readonly count_na: number;
  readonly count_pass: number;
}

export function checklistName({ csp_type }: Diagnosis, { diagnosis_check_type }: Run): string {
  return `${csp_type} ${checklistTitles[diagnosis_check_type]}`;
}

/** The results of a run, item by item; always the same for the same run. */
export function reportItems({ csp_type }: Diagnosis, run: Run) {
  return resultsOf(run).map((result, index) => {
    const number = String(index + 1).padStart(3, "0");
    const layer = layers[index % layers.length] ?? layers[0];
    return {
      action_guide: `What to do where item ${number} fails.`,
      changed: false,
      created_at: run.requested_at,
      diagnosis_check_type: run.diagnosis_check_type,
      diagnosis_criteria: `What item ${number} demands.`,
      diagnosis_item: `${layer}_${number}`,
      diagnosis_layer: layer,
      diagnosis_method: `How item ${number} is looked at.`,
      diagnosis_result: results[result],
      result_contents: result,
      sub_category: `${csp_type.toUpperCase()}_${run.diagnosis_check_type}_${number}`,
    };
  });
}

export function reportCounts(run: Run): ReportCounts {
  const all = resultsOf(run);
  const count = (wanted: Result) => all.filter((result) => result === wanted).length;
  return {
    count_check: all.length - count("error"),
    count_error: count("error"),
    count_fail: count("fail"),
    count_na: count("na"),
    count_pass: count("pass"),
  };
}

function resultsOf({ diagnosis_check_type, diagnosis_id, diagnosis_request_sequence, state }: Run): Result[] {
  return Array.from({ length: checklistSizes[diagnosis_check_type] }, (_, index) => {
    if (state === "Error") return "error";
    const place = `${diagnosis_id}.${diagnosis_request_sequence}.${index}`;
    return drawn((createHash("sha256").update(place).digest()[0] ?? 0) % 10);
  });
}

/** Of ten items about six pass, three fail, and one does not apply. */
function drawn(digit: number): Result {
  if (digit < 6) return "pass";
  return digit < 9 ? "fail" : "na";
}
