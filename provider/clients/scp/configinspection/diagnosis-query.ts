import type { CallInput } from "../scp-client";

/** Which diagnoses a list has: those with all of these values. */
export interface DiagnosisFilter {
  readonly id?: string;
}

export function diagnosisQuery({ id }: DiagnosisFilter): NonNullable<CallInput["query"]> {
  return { diagnosis_id: id };
}
