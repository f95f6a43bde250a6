import * as costAnalysis from "./definitions/cost-analysis";
import { listForm, outputListForm } from "../program/function-forms";

// The functions of SpaceONE's cost analysis as a program calls them. definitions/cost-analysis.ts says what they do.

export type * from "./definitions/cost-analysis-contract";

/**
 * Lists the data sources of costs that the token sees, those of its whole domain included. The secret data of their plugins
 * is not part of them.
 *
 * @example
 * ```ts
 * for await (const { id, name, lastSynchronizedAt } of listCostDataSources()) console.log(id, name, lastSynchronizedAt);
 * ```
 */
export const listCostDataSources = listForm(costAnalysis.listCostDataSources);

/** {@link listCostDataSources} for arguments that are Outputs. */
export const listCostDataSourcesOutput = outputListForm(costAnalysis.listCostDataSources);

/**
 * Lists costs of one data source after the other, each in its own order. A data source that the service fails for is left out
 * with a warning; it is an error if that is so for all of them. What a query can say, `listCloudServices` shows.
 *
 * @example
 * ```ts
 * const costs = await listCosts({ dataSourceIds: ["ds-a8cac8e9c7c8"], billedDate: "2024-12-16" });
 * for await (const { product, cost } of listCosts({ billedMonth: "2024-12", filter: [where("cost").gt(100)] })) {
 *   console.log(product, cost);
 * }
 * ```
 */
export const listCosts = listForm(costAnalysis.listCosts);

/** {@link listCosts} for arguments that are Outputs. */
export const listCostsOutput = outputListForm(costAnalysis.listCosts);
