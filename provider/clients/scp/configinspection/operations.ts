import { versionsOf } from "../../../settings/reading/scp-services";
import type { OperationTable } from "../../operation";

const all = versionsOf("configinspection");

/** Operations of Config Inspection. */
export const configInspectionOperations = {
  saveDiagnosis: { method: "POST", path: "/v1/configinspection/diagnosis/save", versions: all, repeatable: false },
  listDiagnoses: { method: "GET", path: "/v1/configinspection/diagnosis/list", versions: all, repeatable: true },
  showDiagnosis: {
    method: "GET",
    path: "/v1/configinspection/diagnosis/detail/{diagnosis_id}",
    versions: all,
    repeatable: true,
  },
  terminateDiagnosis: {
    method: "DELETE",
    path: "/v1/configinspection/diagnosis/terminate/{diagnosis_id}",
    versions: all,
    repeatable: true,
  },
  /** Starts a run, which is billed: not idempotent. */
  requestDiagnosis: {
    method: "POST",
    path: "/v1/configinspection/diagnosis/request",
    versions: all,
    repeatable: false,
  },
  listReports: { method: "GET", path: "/v1/configinspection/report/diagnosis/list", versions: all, repeatable: true },
  showReport: { method: "GET", path: "/v1/configinspection/report/diagnosis/detail", versions: all, repeatable: true },
} as const satisfies OperationTable;
