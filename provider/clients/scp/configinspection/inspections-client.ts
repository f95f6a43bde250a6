import type { Listing } from "../../listing";
import { ServiceClient } from "../service-client";
import {
  diagnosisPage,
  diagnosisReply,
  requestReply,
  saveReply,
  terminateReply,
  type DiagnosisRecord,
} from "./diagnosis";
import { registrationBody, runBody, type NewDiagnosis, type RunRequest } from "./diagnosis-body";
import { diagnosisQuery, reportQuery, type DiagnosisFilter, type ReportFilter } from "./list-query";
import { configInspectionOperations as operations } from "./operations";
import { reportPage, type ReportRecord } from "./report";
import { reportPart, type ReportHead, type ReportItem, type ReportPart } from "./report-detail";

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

  /** The reports of all finished runs, or those that match. */
  listReports(filter: ReportFilter = {}): Listing<ReportRecord> {
    return this.listByMarker(operations.listReports, reportPage, {
      query: reportQuery(filter),
      keyOf: ({ sequence }) => sequence,
    });
  }

  /** The report of a finished run with all items of its checklist. */
  async showReport(diagnosisId: string, sequence: string): Promise<ReportHead & { items: readonly ReportItem[] }> {
    let head!: ReportHead;
    const items = await this.listByMarker<ReportItem, ReportPart>(operations.showReport, reportPart, {
      query: { diagnosis_id: diagnosisId, diagnosis_request_sequence: sequence },
      keyOf: (item) => JSON.stringify(item),
      markerOf: ({ subCategory }) => subCategory,
      seen: (part) => {
        head = part.head;
      },
    });
    return { ...head, items };
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
