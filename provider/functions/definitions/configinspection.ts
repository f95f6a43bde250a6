import type { DiagnosisRecord } from "../../clients/scp/configinspection/diagnosis";
import type { ReportRecord } from "../../clients/scp/configinspection/report";
import { present } from "../../lifecycle/record/record";
import { oneOf } from "../../resources/fields";
import {
  checkTypes,
  cspTypes,
  shownInspectionInputs,
  shownInspectionOutputs,
} from "../../resources/scp/configinspection/inspection-facts";
import { inspectionOf, reportOf } from "../../resources/scp/configinspection/inspection-run";
import { knownWord } from "../../resources/scp/configinspection/words";
import { optional, required } from "./arguments";
import type * as contract from "./configinspection-contract";
import type { ArgumentRule, FunctionDefinition, ListDefinition } from "./definition";
import type { Lookup } from "./common-contract";
import { lookupBy } from "./lookup";
import { lookUpDetail } from "./lookup-detail";

// Functions of Config Inspection (API reference, section 2). None of them starts a run, which is billed.

const day: ArgumentRule<string> = { schema: (z) => z.iso.date("must be a day as YYYY-MM-DD") };
const state = optional("a state in the service's spelling");

/** Filters that both lists have. */
const filters = {
  name: optional("the name of a configuration inspection"),
  diagnosisId: optional("the id of a configuration inspection"),
  accountId: optional("the id of an account"),
  cspType: { schema: (z) => oneOf(z, cspTypes) },
  startDate: day,
  endDate: day,
} satisfies Record<string, ArgumentRule>;

export const getConfigInspection: FunctionDefinition<Lookup, contract.ConfigInspectionResult> = {
  name: "getConfigInspection",
  cloud: "scp",
  verb: "read",
  noun: "configuration inspection",
  ...lookupBy("configuration inspection"),
  run: async (call, args) => {
    const found = await lookUpDetail(call, args, {
      show: (id) => inspectionOf(call, id),
      named: (name) => call.scp.inspections.listDiagnoses({ name }),
    });
    return { ...shownInspection(found.diagnosis), ...shownInspectionOutputs(found) };
  },
};

export const listConfigInspections: ListDefinition<
  contract.ListConfigInspectionsArgs,
  contract.ListedConfigInspectionResult
> = {
  name: "listConfigInspections",
  cloud: "scp",
  verb: "list",
  noun: "configuration inspections",
  args: { ...filters, recentRunState: state, isMine: { schema: (z) => z.boolean() } },
  list: ({ scp }, { diagnosisId, recentRunState, ...filter }) =>
    scp.inspections
      .listDiagnoses({ ...filter, ...present({ id: diagnosisId, recentState: recentRunState }) })
      .map(shownInspection),
};

export const listInspectionReports: ListDefinition<
  contract.ListInspectionReportsArgs,
  contract.ListedInspectionReportResult
> = {
  name: "listInspectionReports",
  cloud: "scp",
  verb: "list",
  noun: "reports of configuration inspections",
  args: { ...filters, state, userId: optional("the id of a user") },
  list: ({ scp }, filter) => scp.inspections.listReports(filter).map(shownReport),
};

export const getInspectionReport: FunctionDefinition<contract.InspectionReportArgs, contract.InspectionReportResult> = {
  name: "getInspectionReport",
  cloud: "scp",
  verb: "read",
  noun: "report of a configuration inspection",
  args: {
    diagnosisId: required("the id of a configuration inspection"),
    sequence: required("the sequence of a run"),
  },
  run: async (call, { diagnosisId, sequence }) => {
    const { items, checkType, ...head } = await call.scp.inspections.showReport(diagnosisId, sequence);
    const { total = items.length } = head;
    if (items.length < total) {
      call.warn(`the report has ${String(total)} items, and the service gave only ${String(items.length)} of them`);
    }
    return {
      diagnosisId,
      sequence,
      ...present({ ...head, checkType: knownWord(checkTypes, checkType) }),
      items: items.map((item) => present(item)),
    };
  },
};

/** What a list leaves out is absent. */
function shownInspection(diagnosis: DiagnosisRecord): contract.ListedConfigInspectionResult {
  const { id, name, createdAt, recentAt, recentState, errorState } = diagnosis;
  return {
    id,
    name,
    ...shownInspectionInputs(diagnosis),
    createdAt,
    ...present({ recentRunAt: recentAt, recentRunState: recentState, recentRunError: errorState }),
  };
}

function shownReport(report: ReportRecord): contract.ListedInspectionReportResult {
  const { diagnosisId, name, accountId, cspType, checkType } = report;
  return {
    ...present({ diagnosisId, name, accountId }),
    ...present({ cspType: knownWord(cspTypes, cspType), checkType: knownWord(checkTypes, checkType) }),
    ...reportOf(report),
  };
}
