import type { Listing } from "../../listing";
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
import { diagnosisQuery, type DiagnosisFilter } from "./diagnosis-query";
import { registrationBody, runBody, type NewDiagnosis, type RunRequest } from "./diagnosis-body";
import { configInspectionOperations as operations } from "./operations";

/** The result of a registration. */
export interface SavedDiagnosis {
  /** False if the service says that it has registered nothing. */
  readonly isSaved: boolean;
  /** The id in the service's reply. It may differ from the proposed one. */
  readonly id: string;
}

/** The form of a diagnosis's id (SCP 5). */
const diagnosisId = /^DIA-[0-9A-F]{32}$/i;

/** Config Inspection. */
export class InspectionsClient extends ServiceClient {
  protected readonly service = "configinspection";

  /** Registers a diagnosis under an id that the client proposes. */
  async saveDiagnosis(id: string, diagnosis: NewDiagnosis): Promise<SavedDiagnosis> {
    const body = registrationBody(id, diagnosis);
    const { result, diagnosis_id: answered } = await this.call(operations.saveDiagnosis, saveReply, { body });
    // The reference's own example has a name in the place of the id (SCP 5).
    return { isSaved: result !== false, id: answered !== undefined && diagnosisId.test(answered) ? answered : id };
  }

  showDiagnosis(id: string): Promise<DiagnosisRecord> {
    return this.call(operations.showDiagnosis, diagnosisReply, { path: { diagnosis_id: id } });
  }

  /** All diagnoses as summaries, or those that match. */
  listDiagnoses(filter: DiagnosisFilter = {}): Listing<DiagnosisRecord> {
    return this.listByMarker(operations.listDiagnoses, diagnosisPage, {
      query: diagnosisQuery(filter),
      keyOf: ({ id }) => id,
    });
  }

  /** The newest finished run that can be read. */
  async latestReport(id: string): Promise<ReportRecord | undefined> {
    const query = { diagnosis_id: id, limit: 1, sort: "proceed_date:desc" };
    const { known, oddFields } = await this.call(operations.listReports, reportPage, { query });
    const { list, memory } = this.pagingOf(operations.listReports);
    memory.leaveOut(list, oddFields);
    return known[0];
  }

  /** Starts a run, which is billed; it is not idempotent. False if the service says that it has started none. */
  async requestDiagnosis(id: string, run: RunRequest): Promise<boolean> {
    return (await this.call(operations.requestDiagnosis, requestReply, { body: runBody(id, run) })).result !== false;
  }

  /** The reason that the service gives against the deletion; undefined if the diagnosis and its reports are deleted. */
  async terminateDiagnosis(id: string): Promise<string | undefined> {
    const reply = await this.call(operations.terminateDiagnosis, terminateReply, { path: { diagnosis_id: id } });
    return reply.delete_flag === false ? (reply.msg ?? "no reason given") : undefined;
  }
}
