import { ServiceClient } from "../service-client";
import {
  diagnosisPage,
  diagnosisReply,
  reportPage,
  requestReply,
  saveReply,
  terminateReply,
  type DiagnosisRecord,
  type ReportRecord,
} from "./diagnosis";
import { configInspectionOperations as operations } from "./operations";

/** Body of a diagnosis's registration, in the API's words, without its id. */
export interface SaveDiagnosisBody {
  readonly account_id: string;
  readonly diagnosis_account_id: string;
  readonly auth_key_request: {
    readonly auth_key_id: string;
    readonly auth_key_created_at?: string;
    readonly auth_key_expired_at?: string;
  };
  readonly csp_type: string;
  readonly diagnosis_check_type: string;
  readonly diagnosis_name: string;
  readonly diagnosis_type: string;
  readonly plan_type: string;
  readonly schedule_request: {
    readonly frequency_type: string;
    readonly frequency_value: string;
    readonly diagnosis_start_time_pattern: string;
    readonly use_diagnosis_check_type_bp: "y" | "n";
    readonly use_diagnosis_check_type_ssi: "y" | "n";
  };
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
}

export interface RequestDiagnosisBody {
  readonly diagnosis_check_type: string;
  readonly access_key: string;
  readonly secret_key: string;
  readonly tenant_id: string;
}

/** Largest page of a list. */
const pageSize = 1000;

/** Config Inspection. */
export class InspectionsClient extends ServiceClient {
  protected readonly service = "configinspection";
  protected readonly version = "1.1";

  /** Registers a diagnosis under an id that the client chooses. False where the service says that it did not. */
  async saveDiagnosis(id: string, body: SaveDiagnosisBody): Promise<boolean> {
    const whole = {
      ...body,
      diagnosis_id: id,
      auth_key_request: { ...body.auth_key_request, diagnosis_id: id },
      schedule_request: { ...body.schedule_request, diagnosis_id: id },
    };
    return (await this.call(operations.saveDiagnosis, saveReply, { body: whole })).result !== false;
  }

  showDiagnosis(id: string): Promise<DiagnosisRecord> {
    return this.call(operations.showDiagnosis, diagnosisReply, { path: { diagnosis_id: id } });
  }

  /** Summaries only; by marker, since this service counts no pages. */
  async listDiagnoses(filter: { readonly diagnosis_id?: string } = {}): Promise<readonly DiagnosisRecord[]> {
    const found = new Map<string, DiagnosisRecord>();
    for (let marker: string | undefined; ;) {
      const query = { ...filter, limit: pageSize, marker };
      const page = (await this.call(operations.listDiagnoses, diagnosisPage, { query })).summary_responses;
      const before = found.size;
      for (const diagnosis of page) found.set(diagnosis.id, diagnosis);
      marker = page.at(-1)?.id;
      if (page.length < pageSize || found.size === before) return [...found.values()];
    }
  }

  /** The newest finished run, if there is any. */
  async latestReport(id: string): Promise<ReportRecord | undefined> {
    const query = { diagnosis_id: id, limit: 1, sort: "proceed_date:desc" };
    return (await this.call(operations.listReports, reportPage, { query })).diagnosis_result_responses[0];
  }

  /** Starts a run, which is billed. Never repeated blindly. False where the service says that it did not. */
  async requestDiagnosis(id: string, body: RequestDiagnosisBody): Promise<boolean> {
    const whole = { ...body, diagnosis_id: id };
    return (await this.call(operations.requestDiagnosis, requestReply, { body: whole })).result !== false;
  }

  /** What the service says against it; undefined where the diagnosis and its reports are gone. */
  async terminateDiagnosis(id: string): Promise<string | undefined> {
    const reply = await this.call(operations.terminateDiagnosis, terminateReply, { path: { diagnosis_id: id } });
    return reply.delete_flag === false ? (reply.msg ?? "no reason given") : undefined;
  }
}
