import * as pulumi from "@pulumi/pulumi";
import { listCostDataSources, listCosts, type CostResult } from "pulumi-scp";

// Statistics of costs. SpaceONE's published API lists costs, and does not add them up: the program does, block by block, so
// that it never holds all of them. Each data source may have a currency of its own, so that only one is looked at.

const config = new pulumi.Config("statistics");

/** Different values, each with what it costs. */
type Sums = Record<string, number>;

async function added(): Promise<Record<"byMonth" | "byProduct" | "byAccount", Sums>> {
  const sums = { byMonth: {}, byProduct: {}, byAccount: {} };
  const dataSourceId = config.get("dataSourceId") ?? (await firstDataSource());
  if (dataSourceId === undefined) return sums;
  const year = config.get("year");
  const costs = listCosts({
    dataSourceIds: [dataSourceId],
    ...(year === undefined ? {} : { billedYear: year }),
    only: ["billedMonth", "product", "accountId", "cost"],
  });
  for await (const cost of costs) {
    add(sums.byMonth, cost.billedMonth, cost);
    add(sums.byProduct, cost.product, cost);
    add(sums.byAccount, cost.accountId, cost);
  }
  return sums;
}

async function firstDataSource(): Promise<string | undefined> {
  const [first] = await listCostDataSources({ sort: [{ key: "name" }], page: { limit: 1 } });
  return first?.id;
}

function add(sums: Sums, name = "(none)", { cost = 0 }: CostResult): void {
  sums[name] = (sums[name] ?? 0) + cost;
}

export const costs = pulumi.output(added());
