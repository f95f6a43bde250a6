import { objectId } from "../../../lifecycle/definition/object-id";
import { defineResource } from "../../../lifecycle/definition/define-resource";
import { uniqueName } from "../../fields";
import { distinctNetworks } from "../ipv4";
import { named } from "../phases";
import { recoveryWindow } from "../recovery-window";
import { creationTags } from "../tags";
import { hiddenReason, keyAdvice } from "./key-advice";
import { sameId } from "../../../words/ids";
import { allowedCidrs, distinctIds, privateAcl } from "./secret-access";
import type { SecretArgs, SecretOutputs } from "./secret-contract";
import {
  identifySecret,
  secretInputs,
  secretOutputs,
  strangeSecretState,
  withVersions,
  type FoundSecret,
} from "./secret-facts";
import { sameValue, textOf, textsIn, valueSchema } from "./secret-value";
import { labelled, readVersions } from "./secret-versions";
import { moveLabels, shownLabels, versionLabels } from "./version-labels";

type Defaulted = "name" | "description" | "recoveryWindowInDays" | "restoreOnCreate" | "initialValueOnly";

/** A secret of Secrets Manager (API reference, section 5). */
export const secret = defineResource<SecretArgs, SecretOutputs, FoundSecret, Defaulted>({
  kind: "Secret",
  cloud: "scp",
  noun: "secret",
  inputs: {
    name: uniqueName({ characters: ["a-z", "A-Z", "0-9", "_", "-"], min: 3, max: 63 }),
    value: {
      change: "update",
      required: true,
      schema: valueSchema,
      whole: "no null",
      alsoSecret: textsIn,
      same: sameValue,
      writeOnly: true,
      keptBy: "initialValueOnly",
    },
    kmsKeyId: {
      change: "update",
      required: true,
      schema: objectId("a KMS key"),
      same: sameId,
    },
    description: { change: "update", schema: (z) => z.string(), default: "" },
    allowedCidrs,
    privateAcl,
    versionLabels,
    recoveryWindowInDays: recoveryWindow,
    restoreOnCreate: { change: "state", schema: (z) => z.boolean(), default: false },
    initialValueOnly: { change: "state", schema: (z) => z.boolean(), default: false },
    tags: creationTags,
  },
  outputs: {
    versionId: "plain",
    previousVersionId: "plain",
    versions: { shows: "versionLabels" },
    labels: { shows: "versionLabels" },
    state: "plain",
    deleteAt: "plain",
    region: "plain",
  },
  identify: identifySecret,
  notUnderstood: (found) => [
    ...strangeSecretState(found),
    ...(found.areVersionsAsked === true && found.versions === undefined ? ["the versions of secrets"] : []),
  ],
  inputsOf: (found, known) => ({
    ...secretInputs(found),
    ...(found.versions === undefined ? {} : shownLabels(found.versions, known)),
  }),
  outputsOf: secretOutputs,
  fingerprints: {
    value: ({ versions }, { initialValueOnly }) =>
      initialValueOnly === true || versions === undefined ? undefined : labelled(versions, "CURRENT"),
  },
  find: async (context, id) => withVersions(context, await context.scp.secrets.showSecret(id)),
  findByName: async ({ scp, region }, name) => {
    const found = (await scp.secrets.listSecrets({ name })).map((secret) => ({ secret, versions: undefined, region }));
    return named(found, name, identifySecret);
  },
  // The list shows no versions.
  listing: {
    list: async ({ scp, region }) =>
      (await scp.secrets.listSecrets()).map((secret) => ({ secret, versions: undefined, region })),
    isPartial: true,
  },
  create: async ({ scp, region }, { name, value, kmsKeyId, description, allowedCidrs, privateAcl, tags }) => ({
    secret: await scp.secrets.createSecret({
      name,
      value: textOf(value),
      kmsKeyId,
      allowedCidrs: distinctNetworks(allowedCidrs),
      description,
      privateAcl: distinctIds(privateAcl),
      tags,
    }),
    versions: undefined,
    region,
  }),
  complete: async (context, { secret, versions, region }) => ({
    secret,
    versions: await readVersions(context, secret.id, versions),
    region,
  }),
  // The value before the labels: CURRENT and PREVIOUS mean the versions after it.
  steps: [
    {
      name: "KMS key",
      inputs: ["kmsKeyId"],
      run: ({ scp }, id, { kmsKeyId }) => scp.secrets.updateKey(id, kmsKeyId).then(readLater),
    },
    {
      name: "allowed CIDRs",
      inputs: ["allowedCidrs"],
      run: ({ scp }, id, { allowedCidrs }) =>
        scp.secrets.updateCidrs(id, distinctNetworks(allowedCidrs)).then(readLater),
    },
    {
      name: "private ACL",
      inputs: ["privateAcl"],
      run: ({ scp }, id, { privateAcl }) => scp.secrets.updatePrivateAcl(id, distinctIds(privateAcl)).then(readLater),
    },
    {
      name: "description",
      inputs: ["description"],
      run: ({ scp }, id, { description }) => scp.secrets.updateDescription(id, description).then(readLater),
    },
    {
      name: "value",
      inputs: ["value"],
      afterLostReply: {
        version: ({ versions }) => (versions === undefined ? undefined : labelled(versions, "CURRENT")),
        mayRepeat: true,
      },
      run: ({ scp }, id, { value }) => scp.secrets.updateValue(id, textOf(value)).then(readLater),
    },
    {
      name: "version labels",
      inputs: ["versionLabels"],
      follows: ["value"],
      afterLostReply: "retry",
      when: ({ versionLabels }, applied, possible) =>
        [versionLabels, applied.versionLabels, possible.versionLabels].some((labels) => labels !== undefined),
      run: (context, id, { versionLabels = {} }, applied, possible, seen) =>
        moveLabels(context, id, versionLabels, applied, possible, seen?.versions).then(readLater),
    },
  ],
  remove: ({ scp }, id, { recoveryWindowInDays }) => scp.secrets.deleteSecret(id, recoveryWindowInDays),
  advice: async (context, secrets, _, refusal) => (await keyAdvice(context, secrets)) ?? hiddenReason(secrets, refusal),
  restore: {
    wanted: ({ restoreOnCreate }) => restoreOnCreate === true,
    run: ({ scp }, id) => scp.secrets.restoreSecret(id),
  },
  replacement: "create-first",
  window: "always",
  wayToKeep: ({ name }) => `set restoreOnCreate, give it the name ${JSON.stringify(name)}, and run \`pulumi up\``,
  blocked: [
    {
      input: "name",
      because: "is blocked until the old secret is purged, 7 to 30 days after its deletion",
      remedy: "change the name too",
    },
  ],
});

/** The result of a step whose reply is incomplete: replies of updates lack the ACLs (SCP 12), so the secret is read later. */
function readLater(): undefined {
  return undefined;
}
