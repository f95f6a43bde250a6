import { textField } from "../../resources/fields";
import type { PasswordRules, RandomPasswordOutputs } from "../../resources/scp/secretsmanager/password-contract";
import { passwordRules } from "../../resources/scp/secretsmanager/password-rules";
import type { SecretOutputs } from "../../resources/scp/secretsmanager/secret-contract";
import {
  secretInputs,
  secretOutputs,
  withVersions,
  type FoundSecret,
} from "../../resources/scp/secretsmanager/secret-facts";
import { pairsRead } from "../../resources/scp/secretsmanager/secret-value";
import { labelLength } from "../../resources/scp/secretsmanager/version-labels";
import { optional, required } from "./arguments";
import type { FunctionDefinition, ListDefinition } from "./definition";
import type { Lookup } from "./common-contract";
import { lookUp, lookupBy } from "./lookup";
import type * as contract from "./secretsmanager-contract";

// Functions of Secrets Manager (API reference, section 5).

const secretId = required("the id of a secret");

export const getSecret: FunctionDefinition<Lookup, contract.SecretResult> = {
  name: "getSecret",
  cloud: "scp",
  verb: "read",
  noun: "secret",
  ...lookupBy("secret"),
  run: async (call, args) => {
    const { secrets } = call.scp;
    const found = await lookUp(call, args, {
      show: (id) => secrets.showSecret(id),
      named: (name) => secrets.listSecrets({ name }),
    });
    // The list lacks what only the details show.
    const secret = args.id === undefined ? await secrets.showSecret(found.id) : found;
    return shownSecret(await withVersions(call, secret));
  },
};

export const listSecrets: ListDefinition<contract.ListSecretsArgs, contract.ListedSecretResult> = {
  name: "listSecrets",
  cloud: "scp",
  verb: "list",
  noun: "secrets",
  args: { name: optional("the name of a secret") },
  list: ({ scp, region }, { name }) =>
    scp.secrets
      .listSecrets(name === undefined ? {} : { name })
      .map((secret) => shownSecret({ secret, versions: undefined, region })),
};

export const listSecretVersions: FunctionDefinition<contract.SecretIdArgs, readonly contract.SecretVersionResult[]> = {
  name: "listSecretVersions",
  cloud: "scp",
  verb: "list",
  noun: "versions of the secret",
  args: { secretId },
  run: async ({ scp, refuse }, args) =>
    (await scp.secrets.listVersions(args.secretId)) ??
    refuse("the service's list of versions is not understood, and nothing is guessed of it"),
};

export const getSecretValue: FunctionDefinition<contract.GetSecretValueArgs, contract.SecretValueResult> = {
  name: "getSecretValue",
  cloud: "scp",
  verb: "read",
  noun: "value of the secret",
  args: {
    secretId,
    versionId: optional("the id of a version"),
    label: { schema: (z) => textField(z, labelLength) },
  },
  isSecret: true,
  run: async ({ scp, refuse }, { secretId, versionId, label }) => {
    if (versionId !== undefined && label !== undefined) return refuse("give versionId or label, not both");
    const version = versionId === undefined ? { label: label ?? "CURRENT" } : { versionId };
    const text = await scp.secrets.readValue(secretId, version);
    return { value: pairsRead(text), text };
  },
};

export const getRandomPassword: FunctionDefinition<PasswordRules, RandomPasswordOutputs> = {
  name: "getRandomPassword",
  cloud: "scp",
  verb: "make",
  noun: "random password",
  args: passwordRules,
  isSecret: true,
  unknownInPreview: ["password"],
  run: async ({ scp }, rules) => ({ password: await scp.secrets.createRandomPassword(rules) }),
};

/** Outputs that are not known are absent, as they are on the resource. */
function shownSecret(found: FoundSecret): contract.SecretResult {
  return { id: found.secret.id, ...secretInputs(found), ...(secretOutputs(found) as SecretOutputs) };
}
