import { z } from "zod";

import { accessKeyId, boolean, id, markedPageOf, optional, text } from "../wire";
import { wireSchedule, type ShownSchedule } from "./schedule";

/** A diagnosis as its detail shows it. */
export interface DiagnosisRecord {
  readonly id: string;
  readonly name: string;
  /** The account that is inspected. */
  readonly accountId: string | undefined;
  readonly cspType: string | undefined;
  readonly checkType: string | undefined;
  readonly plan: string | undefined;
  readonly createdAt: string | undefined;
  /** The start of the latest run, and its state in the service's words. */
  readonly recentAt: string | undefined;
  readonly recentState: string | undefined;
  readonly errorState: string | undefined;
  /** Fields that lists leave out. */
  readonly authKey: AuthKeyRecord | undefined;
  readonly schedule: ShownSchedule | undefined;
}

export interface AuthKeyRecord {
  readonly id: string | undefined;
  readonly createdAt: string | undefined;
  readonly expiresAt: string | undefined;
  readonly state: string | undefined;
}

const wireSummary = z
  .object({
    diagnosis_id: id,
    diagnosis_name: text,
    diagnosis_account_id: text,
    csp_type: text,
    diagnosis_check_type: text,
    plan_type: text,
    created_at: text,
    recent_diagnosis_at: text,
    recent_diagnosis_state: text,
    error_state: text,
  })
  .transform((wire): DiagnosisRecord => ({
    id: wire.diagnosis_id,
    name: wire.diagnosis_name ?? "",
    accountId: wire.diagnosis_account_id,
    cspType: wire.csp_type,
    checkType: wire.diagnosis_check_type,
    plan: wire.plan_type,
    createdAt: wire.created_at,
    recentAt: wire.recent_diagnosis_at,
    recentState: wire.recent_diagnosis_state,
    errorState: wire.error_state,
    authKey: undefined,
    schedule: undefined,
  }));

const wireAuthKey = z
  .object({
    auth_key_id: optional(accessKeyId),
    auth_key_created_at: text,
    auth_key_expired_at: text,
    auth_key_state: text,
  })
  .transform((wire): AuthKeyRecord => ({
    id: wire.auth_key_id,
    createdAt: wire.auth_key_created_at,
    expiresAt: wire.auth_key_expired_at,
    state: wire.auth_key_state,
  }));

export const saveReply = z.object({ result: boolean, diagnosis_id: text });
export const requestReply = z.object({ result: boolean });
export const terminateReply = z.object({ delete_flag: boolean, msg: text });
export const diagnosisPage = markedPageOf("summary_responses", wireSummary);
export const diagnosisReply = z
  .object({ summary_responses: wireSummary, auth_key_responses: wireAuthKey, schedule_response: wireSchedule })
  .transform(({ summary_responses, auth_key_responses, schedule_response }): DiagnosisRecord => ({
    ...summary_responses,
    authKey: auth_key_responses,
    schedule: schedule_response,
  }));
