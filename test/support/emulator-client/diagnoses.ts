import { randomBytes } from "node:crypto";

import { theOnly } from "../the-only";
import { bodyOf, type Answer } from "./answer";
import type { SignedClient } from "./signed-client";

/** A diagnosis as replies have it, in parts. */
export interface DiagnosisRecord {
  readonly auth_key_responses: Readonly<Record<string, string>>;
  readonly schedule_response: Readonly<Record<string, string>>;
  readonly summary_responses: Readonly<Record<string, string | null>>;
}

/** A diagnosis as the state shows it. */
export interface StoredDiagnosis {
  readonly diagnosis_id: string;
  readonly diagnosis_name: string;
  readonly account_id: string;
  readonly auth_key: Readonly<Record<string, string | null>>;
  readonly schedule: Readonly<Record<string, string>>;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly next_run_at: string | null;
  /** In the order of creation. */
  readonly runs: readonly {
    readonly sequence: string;
    readonly diagnosis_check_type: string;
    readonly trigger: string;
    readonly state: string;
    readonly error_state: string | null;
    readonly requested_at: string;
    readonly finished_at: string | null;
    readonly counts: Readonly<Record<string, number>> | null;
  }[];
}

/** What a body for saving a diagnosis needs besides its name and its id: it never runs by itself. */
const newDiagnosis = {
  account_id: "0".repeat(32),
  auth_key_request: { auth_key_id: "0".repeat(32) },
  csp_type: "SCP",
  diagnosis_account_id: "0".repeat(32),
  diagnosis_check_type: "BP",
  diagnosis_type: "Console",
  plan_type: "STANDARD",
};

const noSchedule = {
  diagnosis_start_time_pattern: "08:00",
  frequency_type: "daily",
  frequency_value: "everyDay",
  use_diagnosis_check_type_bp: "n",
  use_diagnosis_check_type_ssi: "n",
};

/** Calls of the service of configuration inspections. */
export class Diagnoses {
  constructor(
    private readonly client: SignedClient,
    /** The account's diagnoses as they are stored. */
    readonly stored: () => Promise<StoredDiagnosis[]>,
  ) {}

  /** The account's only one as it is stored. */
  async only(): Promise<StoredDiagnosis> {
    return theOnly(await this.stored());
  }

  /** Under a new id, which it returns. */
  async save(
    diagnosis_name: string,
    fields: Readonly<Record<string, unknown>> = {},
    schedule: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const diagnosis_id = `DIA-${randomBytes(16).toString("hex").toUpperCase()}`;
    const schedule_request = { ...noSchedule, ...schedule, diagnosis_id };
    const body = { ...newDiagnosis, diagnosis_id, diagnosis_name, schedule_request, ...fields };
    bodyOf(await this.client.call("POST", "/v1/configinspection/diagnosis/save", { body }));
    return diagnosis_id;
  }

  async show(id: string): Promise<DiagnosisRecord> {
    return bodyOf(await this.client.call("GET", `/v1/configinspection/diagnosis/detail/${id}`)) as DiagnosisRecord;
  }

  /** Starts a run. */
  request(diagnosis_id: string, fields: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    const keys = { access_key: "AK-not-real", secret_key: "SK-not-real", tenant_id: "1234567890" };
    const body = { ...keys, diagnosis_check_type: "BP", diagnosis_id, ...fields };
    return this.client.call("POST", "/v1/configinspection/diagnosis/request", { body });
  }
}
