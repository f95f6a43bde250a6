import type { OperationTable } from "../../operation";

/** SpaceONE's paths carry no version; these operations are as the 2.x services have them. */
const versions = ["2"] as const;

/** Operations on data sources and on the costs that they have brought. */
export const costAnalysisOperations = {
  listDataSources: { method: "POST", path: "/cost-analysis/data-source/list", versions, repeatable: true },
  listCosts: { method: "POST", path: "/cost-analysis/cost/list", versions, repeatable: true },
} as const satisfies OperationTable;
