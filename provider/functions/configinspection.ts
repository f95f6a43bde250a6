import * as inspections from "./definitions/configinspection";
import { listForm, outputForm, outputListForm, promiseForm } from "../program/function-forms";

// The functions of Config Inspection as a program calls them. definitions/configinspection.ts says what they do.

export type * from "./definitions/configinspection-contract";

/**
 * Looks up a configuration inspection by its id or its name, which is an error if several inspections have it.
 *
 * @example
 * ```ts
 * const { latestRun } = await getConfigInspection({ name: "nightly" });
 * ```
 */
export const getConfigInspection = promiseForm(inspections.getConfigInspection);

/** {@link getConfigInspection} for arguments that are Outputs. */
export const getConfigInspectionOutput = outputForm(inspections.getConfigInspection);

/**
 * Lists the configuration inspections of the account.
 *
 * @example
 * ```ts
 * const failed = await listConfigInspections({ recentRunState: "Error" });
 * ```
 */
export const listConfigInspections = listForm(inspections.listConfigInspections);

/** {@link listConfigInspections} for arguments that are Outputs. */
export const listConfigInspectionsOutput = outputListForm(inspections.listConfigInspections);

/**
 * Lists the reports of finished runs with their counts.
 *
 * @example
 * ```ts
 * for await (const { startedAt, counts } of listInspectionReports({ diagnosisId })) console.log(startedAt, counts.failed);
 * ```
 */
export const listInspectionReports = listForm(inspections.listInspectionReports);

/** {@link listInspectionReports} for arguments that are Outputs. */
export const listInspectionReportsOutput = outputListForm(inspections.listInspectionReports);

/**
 * Reads the report of a finished run, item by item. It starts no run.
 *
 * @example
 * ```ts
 * const { items } = await getInspectionReport({ diagnosisId, sequence });
 * ```
 */
export const getInspectionReport = promiseForm(inspections.getInspectionReport);

/** {@link getInspectionReport} for arguments that are Outputs. */
export const getInspectionReportOutput = outputForm(inspections.getInspectionReport);
