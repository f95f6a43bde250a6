import * as pulumi from "@pulumi/pulumi";
import { listCostDataSourcesOutput, listCostsOutput } from "pulumi-scp";

const config = new pulumi.Config("costs");

// 1. Data Source 조회: where costs come from.
const dataSources = listCostDataSourcesOutput();

// 2. 조회한 정보에서 특정 Data Source가 특정 날짜에 수집한 비용 정보들 조회: what one of them has brought of a day. The guide
// names the data source in a condition; the service wants it beside the query as well, and this package puts it there.
const costsOfDay = listCostsOutput({
  filter: [
    { key: "data_source_id", value: config.get("dataSourceId") ?? "ds-a8cac8e9c7c8", operator: "eq" },
    { key: "billed_date", value: config.get("date") ?? "2024-12-16", operator: "eq" },
  ],
});

export const costs = { dataSources, costsOfDay };
