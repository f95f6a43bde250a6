import type { SpaceoneSecret } from "../../clients/spaceone/secret/spaceone-secret";
import { spaceoneSecretFields } from "../../queries/fields/spaceone-secret-fields";
import { wireFilters } from "../../queries/filters";
import type { StatisticsResult } from "../../queries/statistics-contract";
import { wireStatisticsQuery } from "../../queries/statistics-query";
import { present } from "../../lifecycle/record/record";
import { optional } from "./arguments";
import type { Lookup } from "./common-contract";
import type { ArgumentRule, FunctionDefinition, ListDefinition } from "./definition";
import { lookUp, lookupBy } from "./lookup";
import { filterArguments, listArguments, listSearch, statisticsArguments, wireValues } from "./query-arguments";
import type * as contract from "./spaceone-secret-contract";
import { told } from "./told";

// Functions of SpaceONE's secrets. None of them gives a secret's data: the gateway has no call for it (SPO 3).

/** The values that a list takes besides its query. The service ignores a state (SPO 3). */
const values = {
  secretId: optional("the id of a secret"),
  name: optional("the name of a secret"),
  schemaId: optional("the id of a schema"),
  provider: optional("a provider"),
  workspaceId: optional("the id of a workspace"),
  projectId: optional("the id of a project"),
  serviceAccountId: optional("the id of a service account"),
  trustedSecretId: optional("the id of a trusted secret"),
} satisfies Record<keyof contract.SpaceoneSecretValues, ArgumentRule>;

export const getSpaceoneSecret: FunctionDefinition<Lookup, contract.SpaceoneSecretResult> = {
  name: "getSpaceoneSecret",
  cloud: "spaceone",
  verb: "read",
  noun: "SpaceONE secret",
  ...lookupBy("SpaceONE secret"),
  run: async (call, args) =>
    told(
      shownSecret(
        await lookUp(call, args, {
          show: (id) => call.spaceone.secrets.get(id),
          named: (name) => call.spaceone.secrets.find(listSearch(spaceoneSecretFields, { name })),
        }),
      ),
    ),
};

export const listSpaceoneSecrets: ListDefinition<
  contract.ListSpaceoneSecretsArgs,
  contract.ListedSpaceoneSecretResult
> = {
  name: "listSpaceoneSecrets",
  cloud: "spaceone",
  verb: "list",
  noun: "SpaceONE secrets",
  args: { ...values, ...listArguments(spaceoneSecretFields) },
  list: ({ spaceone }, args) => {
    const { shown, ...search } = listSearch(spaceoneSecretFields, args);
    return spaceone.secrets.find(search).map((secret) => shown(shownSecret(secret)));
  },
};

export const countSpaceoneSecrets: FunctionDefinition<contract.CountSpaceoneSecretsArgs, number> = {
  name: "countSpaceoneSecrets",
  cloud: "spaceone",
  verb: "count",
  noun: "SpaceONE secrets",
  args: { ...values, ...filterArguments(spaceoneSecretFields) },
  run: ({ spaceone }, { filter = [], filterOr = [], keyword = "", ...given }) =>
    spaceone.secrets.countFound({
      parameters: wireValues(given),
      query: wireFilters(spaceoneSecretFields, { filter, filterOr, keyword }),
    }),
};

export const statSpaceoneSecrets: FunctionDefinition<contract.StatSpaceoneSecretsArgs, StatisticsResult> = {
  name: "statSpaceoneSecrets",
  cloud: "spaceone",
  verb: "make statistics of",
  noun: "SpaceONE secrets",
  ...statisticsArguments(spaceoneSecretFields),
  run: ({ spaceone }, args) => spaceone.secrets.stat(wireStatisticsQuery(spaceoneSecretFields, args)),
};

function shownSecret({ id, resourceGroup, ...secret }: SpaceoneSecret): contract.SpaceoneSecretResult {
  const group = resourceGroup as contract.SpaceoneSecretResult["resourceGroup"];
  return { id, secretId: id, ...present(secret), resourceGroup: group, tags: { ...secret.tags } };
}
