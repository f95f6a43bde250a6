import { z } from "zod";

import { markedPageOf, number, text } from "../wire";

/** A finished run of a diagnosis. */
export interface ReportRecord {
  readonly sequence: string;
  readonly startedAt: string | undefined;
  /** SUCCESS, or another word of the service. */
  readonly result: string | undefined;
  readonly checked: number;
  readonly passed: number;
  readonly failed: number;
  readonly notApplicable: number;
  readonly errors: number;
  /** The diagnosis, as far as reports show it. */
  readonly diagnosisId: string | undefined;
  readonly name: string | undefined;
  readonly accountId: string | undefined;
  readonly cspType: string | undefined;
  /** The checklist that the run went through. */
  readonly checkType: string | undefined;
}

const wireReport = z
  .object({
    diagnosis_request_sequence: z.string(),
    proceed_date: text,
    diagnosis_result: text,
    count_check: number,
    count_pass: number,
    count_fail: number,
    count_na: number,
    count_error: number,
    diagnosis_id: text,
    diagnosis_name: text,
    diagnosis_account_id: text,
    csp_type: text,
    diagnosis_check_type: text,
  })
  .transform((wire): ReportRecord => ({
    sequence: wire.diagnosis_request_sequence,
    startedAt: wire.proceed_date,
    result: wire.diagnosis_result,
    checked: wire.count_check ?? 0,
    passed: wire.count_pass ?? 0,
    failed: wire.count_fail ?? 0,
    notApplicable: wire.count_na ?? 0,
    errors: wire.count_error ?? 0,
    diagnosisId: wire.diagnosis_id,
    name: wire.diagnosis_name,
    accountId: wire.diagnosis_account_id,
    cspType: wire.csp_type,
    checkType: wire.diagnosis_check_type,
  }));

export const reportPage = markedPageOf("diagnosis_result_responses", wireReport);
