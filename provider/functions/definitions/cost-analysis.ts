import type { Cost } from "../../clients/spaceone/cost-analysis/cost";
import type { DataSource } from "../../clients/spaceone/cost-analysis/data-source";
import { costFields } from "../../queries/fields/cost-fields";
import { dataSourceFields } from "../../queries/fields/data-source-fields";
import { where } from "../../queries/where";
import type { WireListQuery } from "../../queries/wire";
import { oneOf } from "../../resources/fields";
import { optional } from "./arguments";
import type * as contract from "./cost-analysis-contract";
import type { ArgumentRule, ListDefinition } from "./definition";
import { listArguments, listSearch } from "./query-arguments";
import { told } from "./told";

// Functions of SpaceONE's cost analysis.

const day = (form: string, pattern: RegExp): ArgumentRule => ({
  schema: (z) => z.string().regex(pattern, `must be ${form}`),
});

export const listCostDataSources: ListDefinition<contract.ListCostDataSourcesArgs, contract.CostDataSourceResult> = {
  name: "listCostDataSources",
  cloud: "spaceone",
  verb: "list",
  noun: "cost data sources",
  args: {
    ...listArguments(dataSourceFields),
    dataSourceId: optional("the id of a data source"),
    name: optional("the name of a data source"),
    // The service fails for the type WAREHOUSE (SPO 5).
    dataSourceType: { schema: (z) => oneOf(z, ["LOCAL", "EXTERNAL"]) },
    provider: optional("a provider"),
    connectedWorkspaceId: optional("the id of a workspace"),
    workspaceId: optional("the id of a workspace"),
  },
  list: ({ spaceone }, args) => {
    const { shown, ...search } = listSearch(dataSourceFields, args);
    return spaceone.costs.findDataSources(search).map((source) => shown(shownDataSource(source)));
  },
};

export const listCosts: ListDefinition<contract.ListCostsArgs, contract.CostResult> = {
  name: "listCosts",
  cloud: "spaceone",
  verb: "list",
  noun: "costs",
  args: {
    ...listArguments(costFields),
    dataSourceIds: { schema: (z) => z.array(z.string().min(1, "must be ids")).min(1, "must have at least one id") },
    costId: optional("the id of a cost"),
    provider: optional("a provider"),
    regionCode: optional("a region"),
    regionKey: optional("the key of a region"),
    product: optional("a product"),
    usageType: optional("a type of usage"),
    resource: optional("a resource"),
    workspaceId: optional("the id of a workspace"),
    projectId: optional("the id of a project"),
    projectGroupId: optional("the id of a project group"),
    serviceAccountId: optional("the id of a service account"),
    billedYear: day("YYYY", /^\d{4}$/),
    billedMonth: day("YYYY-MM", /^\d{4}-\d\d$/),
    billedDate: day("YYYY-MM-DD", /^\d{4}-\d\d-\d\d$/),
  },
  list: (call, { dataSourceIds, billedYear, billedMonth, billedDate, filter = [], ...args }) => {
    // The service takes these three as values besides the query, and ignores them (SPO 5).
    const billed = Object.entries({ billed_year: billedYear, billed_month: billedMonth, billed_date: billedDate });
    const conditions = billed.flatMap(([key, value]) => (value === undefined ? [] : [where(key).eq(value)]));
    const { shown, ...search } = listSearch(costFields, { ...args, filter: [...filter, ...conditions] });
    const chosen = dataSourceIds ?? sourcesNamed(search.query);
    if (search.query.page !== undefined && chosen?.length !== 1) {
      return call.refuse("page: each data source has pages of its own: name one of them in dataSourceIds");
    }
    return call.spaceone.costs
      .findCosts(chosen, search, (id, error) => {
        call.warn(`the costs of the data source ${id} are left out: ${call.reasonOf(error)}`);
      })
      .map((cost) => shown(shownCost(cost)));
  },
};

/** The data sources that a query names in the way of the service's guide; undefined where it names none. */
function sourcesNamed({ filter = [] }: WireListQuery): readonly string[] | undefined {
  const named = filter.find(
    ({ key, operator }) => key === "data_source_id" && (operator === "eq" || operator === "in"),
  );
  const ids = [named?.value].flat().filter((id) => typeof id === "string");
  return ids.length === 0 ? undefined : ids;
}

function shownDataSource({ id, plugin, ...source }: DataSource): contract.CostDataSourceResult {
  const { secretFilter, schedule, workspaceId, ...rest } = source;
  return {
    id,
    dataSourceId: id,
    ...rest,
    secretFilter: told(secretFilter),
    pluginInfo: told(plugin),
    schedule: told(schedule),
    ...(workspaceId === undefined ? {} : { workspaceId }),
  };
}

function shownCost({ id, ...cost }: Cost): contract.CostResult {
  return { id, costId: id, ...cost };
}
