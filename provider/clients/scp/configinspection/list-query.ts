import type { CallInput } from "../scp-client";

type Query = NonNullable<CallInput["query"]>;

/** Which diagnoses a list has: those with all of these values. */
export interface DiagnosisFilter {
  readonly id?: string;
  readonly name?: string;
  /** The account that is inspected. */
  readonly accountId?: string;
  readonly cspType?: string;
  /** The state of the latest run, in the service's spelling. */
  readonly recentState?: string;
  /** Only those that the credentials' user has registered. */
  readonly isMine?: boolean;
  /** The first and the last day, `YYYY-MM-DD` (SCP 5). */
  readonly startDate?: string;
  readonly endDate?: string;
}

export function diagnosisQuery(filter: DiagnosisFilter): Query {
  return {
    diagnosis_id: filter.id,
    diagnosis_name: filter.name,
    diagnosis_account_id: filter.accountId,
    csp_type: filter.cspType,
    recent_diagnosis_state: filter.recentState,
    isMine: filter.isMine,
    start_date: filter.startDate,
    end_date: filter.endDate,
  };
}

/** Which reports a list has: those with all of these values. */
export interface ReportFilter {
  readonly diagnosisId?: string;
  readonly name?: string;
  readonly accountId?: string;
  readonly cspType?: string;
  /** The state of the run, in the service's spelling. */
  readonly state?: string;
  /** The user who has registered the diagnosis. */
  readonly userId?: string;
  /** The first and the last day, `YYYY-MM-DD` (SCP 5). */
  readonly startDate?: string;
  readonly endDate?: string;
}

export function reportQuery(filter: ReportFilter): Query {
  return {
    diagnosis_id: filter.diagnosisId,
    diagnosis_name: filter.name,
    account_id: filter.accountId,
    csp_type: filter.cspType,
    diagnosis_state: filter.state,
    user_id: filter.userId,
    start_date: filter.startDate,
    end_date: filter.endDate,
  };
}
