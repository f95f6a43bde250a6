import type { DiagnosisRecord } from "../../../clients/scp/configinspection/diagnosis";
import type { ReportRecord } from "../../../clients/scp/configinspection/report";
import type { Context } from "../../../lifecycle/definition/context";
import type { ConfigInspectionArgs, InspectionRun } from "./config-inspection-contract";

/** An inspection and its latest run. */
export interface Found {
  readonly diagnosis: DiagnosisRecord;
  readonly report: ReportRecord | undefined;
}

const firstPauseMs = 1000;
const longestPauseMs = 10_000;

export async function inspectionOf({ scp }: Pick<Context, "scp">, id: string): Promise<Found> {
  const diagnosis = await scp.inspections.showDiagnosis(id);
  return { diagnosis, report: await scp.inspections.latestReport(diagnosis.id) };
}

/** A version of the inspection that each run changes. */
export function runVersion({ diagnosis, report }: Found): string {
  return `${diagnosis.recentAt ?? "never"} ${report?.sequence ?? ""}`;
}

export async function startRun(
  { scp, refuse }: Context,
  id: string,
  { runTrigger, checkType }: ConfigInspectionArgs,
): Promise<undefined> {
  if (runTrigger === undefined) return;
  const { accessKey, secretKey, tenantId } = runTrigger;
  if (!(await scp.inspections.requestDiagnosis(id, { checkType, accessKey, secretKey, tenantId }))) {
    refuse("Config Inspection answers that no run was started, without a reason: check the keys of runTrigger");
  }
}

export async function resultOfRun(context: Context, id: string): Promise<Found> {
  for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
    const now = await inspectionOf(context, id);
    const { recentState, errorState } = now.diagnosis;
    if (!isUnderWay(recentState)) {
      const failure = errorState === undefined ? "" : ` (${errorState})`;
      if (!isSuccess(recentState)) context.warn(`the run ended with ${recentState ?? "no state"}${failure}`);
      return now;
    }
    await context.pause(pause);
  }
}

/** Only `Completed` is documented; any word that looks final counts as final. */
function isUnderWay(state: string | undefined): boolean {
  return !/complet|success|fail|error|done|cancel/i.test(state ?? "");
}

function isSuccess(state: string | undefined): boolean {
  return /complet|success|done/i.test(state ?? "");
}

export function runOf({ recentState }: DiagnosisRecord, report: ReportRecord): InspectionRun {
  return { ...reportOf(report), state: recentState ?? "" };
}

/** A run as reports show it. */
export function reportOf(report: ReportRecord): Omit<InspectionRun, "state"> {
  const { sequence, startedAt = "", result = "", checked, passed, failed, notApplicable, errors } = report;
  const counts = { checked, passed, failed, notApplicable, errors };
  return { sequence, result, startedAt, counts };
}
