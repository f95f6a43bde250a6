import { isDeepStrictEqual } from "node:util";

import type { Key } from "../../../clients/scp/kms/key";
import type { SecretRecord, SecretVersion } from "../../../clients/scp/secretsmanager/secret";
import { defineResource } from "../../../lifecycle/define-resource";
import type { Phase } from "../../../lifecycle/identity";
import { textsByName, uniqueName } from "../../fields";
import { isLeavingKey, isStoppedKey } from "../kms/key-facts";
import { distinctNetworks, maxNetworks, networkSchema, sameNetworks } from "../ipv4";
import { phaseOf, strangeState, type States } from "../phases";
import { recoveryWindow } from "../recovery-window";
import type { SecretArgs, SecretOutputs, SecretPrivateAcl } from "./secret-contract";
import { sameValue, textOf, textsIn, valueSchema } from "./secret-value";
import { creationTags } from "../tags";

interface Found {
  readonly secret: SecretRecord;
  /** Undefined where they were not asked for, or are not understood. */
  readonly versions: readonly SecretVersion[] | undefined;
  readonly areVersionsAsked?: true;
  readonly region: string | undefined;
}

const states: States = {
  Creating: "creating",
  Active: "ready",
  Error: "failed",
  To_Be_Terminated: "terminating",
  Terminating: "terminating",
};

const systemLabels = ["CURRENT", "PREVIOUS"];

type Defaulted = "name" | "description" | "recoveryWindowInDays" | "restoreOnCreate" | "initialValueOnly";

/** A secret of Secrets Manager (API reference, section 5). */
export const secret = defineResource<SecretArgs, SecretOutputs, Found, Defaulted>({
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
      schema: (z) => z.string().min(1, "must be the id of a KMS key"),
    },
    description: { change: "update", schema: (z) => z.string(), default: "" },
    allowedCidrs: {
      change: "update",
      required: true,
      schema: (z) =>
        z
          .array(networkSchema(z, isNarrow, "must be an IPv4 CIDR of /25 or narrower, for example 10.0.0.7/32"))
          .min(1, "must have at least one CIDR")
          .refine((cidrs) => distinctNetworks(cidrs).length <= maxNetworks, "must have at most 10 CIDRs"),
      same: sameNetworks,
    },
    privateAcl: {
      change: "update",
      schema: (z) =>
        z.strictObject({
          resourceIds: z
            .array(z.string().min(1))
            .min(1, "must have at least one id; leave privateAcl out to turn it off"),
        }),
      absent: { resourceIds: [] },
      same: (a, b) => sameSet(a.resourceIds, b.resourceIds),
    },
    versionLabels: {
      change: "update",
      schema: (z) =>
        textsByName(z, z.string().min(1, 'must be "CURRENT", "PREVIOUS" or the id of a version'), {
          called: "labels",
          names: "labels",
          length: { min: 1, max: 256 },
          most: 20,
        }).refine(
          (labels) => !Object.keys(labels).some((label) => systemLabels.includes(label)),
          "CURRENT and PREVIOUS are the service's own labels",
        ),
      same: sameObject,
    },
    recoveryWindowInDays: recoveryWindow,
    restoreOnCreate: { change: "state", schema: (z) => z.boolean(), default: false },
    initialValueOnly: { change: "state", schema: (z) => z.boolean(), default: false },
    tags: creationTags,
  },
  outputs: {
    versionId: "plain",
    previousVersionId: "plain",
    versions: "plain",
    labels: "plain",
    state: "plain",
    deleteAt: "plain",
    region: "plain",
  },
  identify: ({ secret, region }) => ({
    id: secret.id,
    name: secret.name,
    phase: phase(secret),
    state: secret.state,
    createdAt: secret.createdAt,
    deleteAt: isWaiting(secret) ? secret.deletedAt : undefined,
    region: secret.region ?? region,
    account: secret.accountId,
  }),
  notUnderstood: ({ secret, versions, areVersionsAsked }) => [
    ...strangeState(states, secret.state),
    ...(areVersionsAsked === true && versions === undefined ? ["the versions of secrets"] : []),
  ],
  inputsOf: ({ secret, versions }, known) => ({
    name: secret.name,
    kmsKeyId: secret.kmsKeyId,
    description: secret.description,
    ...(secret.allowedCidrs === undefined ? {} : { allowedCidrs: [...secret.allowedCidrs] }),
    ...(secret.privateAcl === undefined ? {} : { privateAcl: { resourceIds: [...secret.privateAcl.resourceIds] } }),
    ...(versions === undefined ? {} : shownLabels(versions, known)),
  }),
  outputsOf: ({ secret, versions, region }) => ({
    state: secret.state,
    deleteAt: isWaiting(secret) ? secret.deletedAt : undefined,
    region: secret.region ?? region,
    ...(versions === undefined
      ? {}
      : {
          versionId: labelled(versions, "CURRENT"),
          previousVersionId: labelled(versions, "PREVIOUS"),
          versions: versions.map(({ id }) => id),
          labels: ownLabels(versions),
        }),
  }),
  fingerprints: {
    value: ({ versions }, { initialValueOnly }) =>
      initialValueOnly === true || versions === undefined ? undefined : labelled(versions, "CURRENT"),
  },
  find: async ({ scp, region }, id) => {
    const secret = await scp.secrets.showSecret(id);
    // While a secret waits for its deletion its versions cannot be read.
    if (isWaiting(secret)) return { secret, versions: undefined, region };
    return { secret, versions: await scp.secrets.listVersions(id), areVersionsAsked: true, region };
  },
  findByName: async ({ scp, region }, name) => {
    const found = (await scp.secrets.listSecrets({ name })).find((secret) => secret.name === name);
    return found === undefined ? undefined : { secret: found, versions: undefined, region };
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
  complete: async ({ scp }, { secret, region }) => ({
    secret,
    versions: await scp.secrets.listVersions(secret.id),
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
      run: async ({ scp, refuse }, id, { versionLabels = {} }, applied, possible) => {
        const versions = await scp.secrets.listVersions(id);
        if (versions === undefined) {
          return refuse("versionLabels: the service's list of versions is not understood, so no label is moved");
        }
        const now = ownLabels(versions);
        for (const [label, target] of Object.entries(versionLabels)) {
          const to = systemLabels.includes(target) ? labelled(versions, target) : target;
          if (to === undefined || !versions.some((version) => version.id === to)) {
            return refuse(`versionLabels: the secret has no version ${target} for the label ${label}`);
          }
          if (now[label] !== to) await scp.secrets.moveLabel(id, label, now[label], to);
        }
        for (const label of [...Object.keys(applied.versionLabels ?? {}), ...(possible.versionLabels ?? [])]) {
          const from = now[label];
          if (versionLabels[label] === undefined && from !== undefined) {
            await scp.secrets.moveLabel(id, label, from, undefined);
          }
        }
        return undefined;
      },
    },
  ],
  remove: ({ scp }, id, { recoveryWindowInDays }) => scp.secrets.deleteSecret(id, recoveryWindowInDays),
  advice: async ({ scp }, objects) => {
    const ids = [...new Set(objects.map(({ kmsKeyId }) => kmsKeyId).filter((id) => typeof id === "string"))];
    const keys = await Promise.all(ids.map((id) => scp.kms.showKey(id).catch(() => undefined)));
    const problems = keys.flatMap((key) => (key === undefined ? [] : keyProblem(key)));
    return problems.length === 0 ? undefined : problems.join(". ");
  },
  restore: {
    wanted: ({ restoreOnCreate }) => restoreOnCreate === true,
    run: ({ scp }, id) => scp.secrets.restoreSecret(id),
  },
  replacement: "create-first",
  window: "always",
  blocked: [
    {
      input: "name",
      because: "is blocked until the old secret is purged, 7 to 30 days after its deletion",
      remedy: "change the name too",
    },
  ],
});

/** A secret can be written, and moved to another key, only while its key is active. */
function keyProblem(record: Key): string[] {
  const { id, name, deleteAt } = record;
  const key = `the KMS key ${name} (${id})`;
  if (isLeavingKey(record)) {
    const date = deleteAt === undefined ? "" : ` on ${deleteAt}`;
    return [
      `${key} waits for its deletion${date}: cancel the deletion in the console before that date, and the secret can be read ` +
        "and moved to another key; afterwards nobody can read it",
    ];
  }
  if (!isStoppedKey(record)) return [];
  return [
    `${key} is stopped, and a secret can neither be written nor moved to another key meanwhile: start it (enabled: true). ` +
      "To stop it for good do so in a later up, or give it the option dependsOn with its secrets",
  ];
}

/** Replies of updates lack the ACLs (SCP 12): the secret is read after the last step. */
function readLater(): undefined {
  return undefined;
}

/** The time of a deletion may stay after the secret was restored: it counts where no state says what is the case. */
function phase({ state, deletedAt }: SecretRecord): Phase {
  return phaseOf(states, state, deletedAt === undefined ? "ready" : "terminating");
}

function isWaiting(secret: SecretRecord): boolean {
  return phase(secret) === "terminating";
}

function labelled(versions: readonly SecretVersion[], label: string): string | undefined {
  return versions.find(({ labels }) => labels.includes(label))?.id;
}

function ownLabels(versions: readonly SecretVersion[]): Record<string, string> {
  return Object.fromEntries(
    versions.flatMap(({ id, labels }) =>
      labels.filter((label) => !systemLabels.includes(label)).map((label) => [label, id] as const),
    ),
  );
}

/** The program's labels as they are now: in its own words where the label is still where it was put. */
function shownLabels(
  versions: readonly SecretVersion[],
  known: Readonly<Record<string, unknown>>,
): { versionLabels: Record<string, string> } | object {
  // Of a change in doubt only the labels are known, not where the program wanted them.
  const said = known["versionLabels"] as Record<string, string | undefined> | undefined;
  if (said === undefined) return {};
  const put = (known["labels"] ?? {}) as Record<string, string>;
  const now = ownLabels(versions);
  const entries = Object.entries(said).flatMap(([label, target]) => {
    const at = now[label];
    if (at === undefined) return [];
    return [[label, at === put[label] ? (target ?? at) : at] as const];
  });
  return { versionLabels: Object.fromEntries(entries) };
}

function isNarrow(prefix = 0): boolean {
  return prefix >= 25;
}

/** Without it every subnet of the region is allowed. */
function distinctIds({ resourceIds }: SecretPrivateAcl = { resourceIds: [] }): SecretPrivateAcl {
  return { resourceIds: distinct(resourceIds) };
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return isDeepStrictEqual(distinct(a).sort(), distinct(b).sort());
}

function sameObject(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
