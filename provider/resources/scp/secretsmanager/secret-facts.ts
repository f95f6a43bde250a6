import type { SecretRecord, SecretVersion } from "../../../clients/scp/secretsmanager/secret";
import type { Context } from "../../../lifecycle/definition/context";
import type { Identity, Phase } from "../../../lifecycle/definition/identity";
import { phaseOf, strangeState, type States } from "../phases";
import type { SecretOutputs, SecretShown } from "./secret-contract";
import { labelled, ownLabels, readVersions } from "./secret-versions";

// Shared by the resource and the functions of programs.

/** What is known of a secret. */
export interface FoundSecret {
  readonly secret: SecretRecord;
  /** Undefined if they were not read, or are not understood. */
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

export function identifySecret({ secret, region }: FoundSecret): Identity {
  return {
    id: secret.id,
    name: secret.name,
    phase: phase(secret),
    state: secret.state,
    createdAt: secret.createdAt,
    deleteAt: deletionOf(secret),
    region: secret.region ?? region,
    account: secret.accountId,
  };
}

/** A secret as the inputs that would make it, but for its value. */
export function secretInputs({ secret }: FoundSecret): SecretShown {
  return {
    name: secret.name,
    kmsKeyId: secret.kmsKeyId,
    description: secret.description,
    ...(secret.allowedCidrs === undefined ? {} : { allowedCidrs: [...secret.allowedCidrs] }),
    ...(secret.privateAcl === undefined ? {} : { privateAcl: { resourceIds: [...secret.privateAcl.resourceIds] } }),
  };
}

export function secretOutputs({ secret, versions, region }: FoundSecret): Partial<SecretOutputs> {
  return {
    state: secret.state,
    deleteAt: deletionOf(secret),
    region: secret.region ?? region,
    ...(versions === undefined
      ? {}
      : {
          versionId: labelled(versions, "CURRENT"),
          previousVersionId: labelled(versions, "PREVIOUS"),
          versions: versions.map(({ id }) => id),
          labels: ownLabels(versions),
        }),
  };
}

/** A secret with its versions. While its deletion is scheduled, they cannot be read. */
export async function withVersions(
  context: Pick<Context, "scp" | "pause" | "lastOutputs" | "region">,
  secret: SecretRecord,
): Promise<FoundSecret> {
  const { region } = context;
  if (phase(secret) === "terminating") return { secret, versions: undefined, region };
  return { secret, versions: await readVersions(context, secret.id), areVersionsAsked: true, region };
}

export function strangeSecretState({ secret }: FoundSecret): readonly string[] {
  return strangeState(states, secret.state);
}

/** The time of a deletion may stay after the secret was restored, so it counts only if the state is not understood. */
function phase({ state, deletedAt }: SecretRecord): Phase {
  return phaseOf(states, state, deletedAt === undefined ? "ready" : "terminating");
}

function deletionOf(secret: SecretRecord): string | undefined {
  return phase(secret) === "terminating" ? secret.deletedAt : undefined;
}
