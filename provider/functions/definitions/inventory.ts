import type { CloudService } from "../../clients/spaceone/inventory/cloud-service";
import type { ChangeRecord } from "../../clients/spaceone/inventory/change-record";
import {
  analyzeArguments,
  filterArguments,
  listArguments,
  listSearch,
  part,
  statisticsArguments,
  wireValues,
} from "./query-arguments";
import { namedAsGiven, wireAnalyzeQuery } from "../../queries/analyze-query";
import { wireTables } from "../../queries/export-query";
import { changeFields } from "../../queries/fields/change-fields";
import { cloudServiceFields } from "../../queries/fields/cloud-service-fields";
import { wireFilters } from "../../queries/filters";
import type { AnalyzeResult, StatisticsResult } from "../../queries/statistics-contract";
import { wireStatisticsQuery } from "../../queries/statistics-query";
import { oneOf } from "../../resources/fields";
import { cloudServiceInputs, cloudServiceOutputs } from "../../resources/spaceone/inventory/cloud-service-facts";
import { optional, required } from "./arguments";
import type { Lookup } from "./common-contract";
import type { ArgumentRule, FunctionDefinition, ListDefinition } from "./definition";
import type * as contract from "./inventory-contract";
import { lookupBy } from "./lookup";
import { lookUpDetail } from "./lookup-detail";
import { told } from "./told";

// Functions of SpaceONE's inventory.

/** The values that a list takes besides its query. */
const values = {
  cloudServiceId: optional("the id of a cloud service"),
  name: optional("the name of a cloud service"),
  state: { schema: (z) => oneOf(z, ["ACTIVE", "DISCONNECTED", "DELETED"]) },
  ipAddress: optional("an address"),
  account: optional("an account"),
  instanceType: optional("the type of an instance"),
  cloudServiceType: optional("a type of cloud services"),
  cloudServiceGroup: optional("a group of cloud services"),
  provider: optional("a provider"),
  regionCode: optional("a region"),
  workspaceId: optional("the id of a workspace"),
  projectId: optional("the id of a project"),
  projectGroupId: optional("the id of a project group"),
} satisfies Record<keyof contract.CloudServiceValues, ArgumentRule>;

export const getCloudService: FunctionDefinition<Lookup, contract.CloudServiceResult> = {
  name: "getCloudService",
  cloud: "spaceone",
  verb: "read",
  noun: "cloud service",
  ...lookupBy("cloud service"),
  run: async (call, args) =>
    shownCloudService(
      await lookUpDetail(call, args, {
        show: (id) => call.spaceone.cloudServices.get(id),
        named: (name) => call.spaceone.cloudServices.find(listSearch(cloudServiceFields, { name })),
      }),
    ),
};

export const listCloudServices: ListDefinition<contract.ListCloudServicesArgs, contract.ListedCloudServiceResult> = {
  name: "listCloudServices",
  cloud: "spaceone",
  verb: "list",
  noun: "cloud services",
  args: { ...values, ...listArguments(cloudServiceFields) },
  list: ({ spaceone }, args) => {
    const { shown, ...search } = listSearch(cloudServiceFields, args);
    return spaceone.cloudServices.find(search).map((service) => {
      const { metadata: _, metadataBranches: __, ...listed } = shownCloudService(service);
      return shown(listed);
    });
  },
};

export const countCloudServices: FunctionDefinition<contract.CountCloudServicesArgs, number> = {
  name: "countCloudServices",
  cloud: "spaceone",
  verb: "count",
  noun: "cloud services",
  args: { ...values, ...filterArguments(cloudServiceFields) },
  run: ({ spaceone }, { filter = [], filterOr = [], keyword = "", ...given }) =>
    spaceone.cloudServices.countFound({
      parameters: wireValues(given),
      query: wireFilters(cloudServiceFields, { filter, filterOr, keyword }),
    }),
};

export const statCloudServices: FunctionDefinition<contract.StatCloudServicesArgs, StatisticsResult> = {
  name: "statCloudServices",
  cloud: "spaceone",
  verb: "make statistics of",
  noun: "cloud services",
  ...statisticsArguments(cloudServiceFields),
  run: ({ spaceone }, args) => spaceone.cloudServices.stat(wireStatisticsQuery(cloudServiceFields, args)),
};

export const analyzeCloudServices: FunctionDefinition<contract.AnalyzeCloudServicesArgs, AnalyzeResult> = {
  name: "analyzeCloudServices",
  cloud: "spaceone",
  verb: "analyze",
  noun: "cloud services",
  args: analyzeArguments(cloudServiceFields),
  run: async ({ spaceone }, args) => {
    const query = wireAnalyzeQuery(cloudServiceFields, args);
    const { results, ...rest } = await spaceone.cloudServices.analyze(query);
    return { results: results.map((row) => namedAsGiven(args, query, row)), ...rest };
  },
};

export const listCloudServiceHistory: ListDefinition<
  contract.ListCloudServiceHistoryArgs,
  contract.CloudServiceChangeResult
> = {
  name: "listCloudServiceHistory",
  cloud: "spaceone",
  verb: "list",
  noun: "changes of the cloud service",
  args: {
    ...listArguments(changeFields),
    cloudServiceId: required("the id of a cloud service"),
    action: { schema: (z) => oneOf(z, ["CREATE", "UPDATE", "DELETE"]) },
    updatedBy: optional("USER or COLLECTOR"),
    userId: optional("the id of a user"),
    collectorId: optional("the id of a collector"),
    jobId: optional("the id of a job"),
  },
  list: ({ spaceone }, { sort = [{ key: "createdAt", desc: true }], ...args }) => {
    const { shown, ...search } = listSearch(changeFields, { ...args, sort });
    return spaceone.cloudServices.listChanges(search).map((change) => shown(shownChange(change)));
  },
};

export const exportCloudServices: FunctionDefinition<
  contract.ExportCloudServicesArgs,
  contract.ExportCloudServicesResult
> = {
  name: "exportCloudServices",
  cloud: "spaceone",
  verb: "export",
  noun: "cloud services",
  args: {
    tables: { ...part((given) => wireTables(cloudServiceFields, given, [])), required: true },
    fileFormat: { schema: (z) => oneOf(z, ["EXCEL", "CSV"]) },
    fileName: optional("the beginning of a file's name"),
    timezone: optional("a time zone, such as Asia/Seoul"),
  },
  unknownInPreview: ["downloadUrl"],
  run: async ({ spaceone }, { tables, ...rest }) => {
    const options = wireTables(cloudServiceFields, tables, ["tables"]);
    return { downloadUrl: await spaceone.cloudServices.export({ options, ...wireValues(rest) }) };
  },
};

function shownCloudService(service: CloudService): contract.CloudServiceResult {
  const { id, tagBranches, metadataBranches, collection, deletedAt } = service;
  return told({
    id,
    ...cloudServiceInputs(service),
    ...cloudServiceOutputs(service),
    tagBranches,
    metadataBranches,
    collectionInfo: told(collection),
    deletedAt,
  });
}

function shownChange({ id, ...change }: ChangeRecord): contract.CloudServiceChangeResult {
  return { id, recordId: id, ...change };
}
