import { configInspectionOperations } from "../../../provider/clients/scp/configinspection/operations";
import { stateList, serveOperations, type ScpService } from "../service";
import { diagnoses } from "./diagnosis";
import { diagnosisDueRule, runDueRule } from "./inspection-due";
import { listDiagnoses } from "./list-diagnoses";
import { listReports } from "./list-reports";
import { requestDiagnosis } from "./request-diagnosis";
import { runs } from "./run";
import { saveDiagnosis } from "./save-diagnosis";
import { showDiagnosis } from "./show-diagnosis";
import { showReport } from "./show-report";
import { showDiagnosisState } from "./state-view";
import { terminateDiagnosis } from "./terminate-diagnosis";

/** Config Inspection. Nothing is really inspected: the results of a run are derived from its ids. */
export const configInspection: ScpService = {
  name: "configinspection",
  title: "Config Inspection",
  secretFields: ["access_key", "secret_key"],
  numberFields: [],
  versions: [
    { id: "1.2", status: "CURRENT", notBefore: "" },
    { id: "1.1", status: "SUPPORTED", notBefore: "" },
    { id: "1.0", status: "DEPRECATED", notBefore: "2026-05-31" },
  ],
  operations: serveOperations(configInspectionOperations, {
    listDiagnoses,
    listReports,
    requestDiagnosis,
    saveDiagnosis,
    showDiagnosis,
    showReport,
    terminateDiagnosis,
  }),
  collections: [diagnoses, runs],
  dueRules: [diagnosisDueRule, runDueRule],
  state: { diagnoses: stateList(diagnoses, showDiagnosisState) },
};
