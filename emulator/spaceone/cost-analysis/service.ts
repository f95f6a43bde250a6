import type { SpaceoneService } from "../service";
import { getDataSource } from "./get-data-source";
import { listCosts } from "./list-costs";
import { listDataSources } from "./list-data-sources";
import { statDataSources } from "./stat-data-sources";
import { createCost, deleteCost } from "./unsupported";

const otherVerbs = {
  cost: ["get", "analyze", "stat"],
  "data-source": [
    "register",
    "update",
    "update-permissions",
    "update-plugin",
    "update-secret-data",
    "verify-plugin",
    "deregister",
    "sync",
  ],
};

/** The analysis of costs: data sources and costs as they are seeded. */
export const costAnalysis: SpaceoneService = {
  operations: [
    { path: "/cost-analysis/data-source/get", perform: getDataSource },
    { path: "/cost-analysis/data-source/list", perform: listDataSources },
    { path: "/cost-analysis/data-source/stat", perform: statDataSources },
    { path: "/cost-analysis/cost/create", perform: createCost },
    { path: "/cost-analysis/cost/delete", perform: deleteCost },
    { path: "/cost-analysis/cost/list", perform: listCosts },
  ],
  secretFields: ["secret_data"],
  otherPaths: Object.entries(otherVerbs).flatMap(([resource, verbs]) =>
    verbs.map((verb) => `/cost-analysis/${resource}/${verb}`),
  ),
  collections: [],
  showState: () => ({}),
};
