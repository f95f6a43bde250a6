import type { Key } from "../clients/scp/kms/key";
import type { Identity, OptionalInputRule, Phase } from "../lifecycle/behaviour";

// What a user's keys and the platform's have in common.

/** Outputs of a KMS key besides its inputs. */
export interface KmsKeyOutputs {
  /** `Creating`, `Active`, `Stop` (disabled), `To_Be_Terminated` or `Error`. */
  state: string;
  /** Number of the version that encrypts and signs. */
  currentVersion: number;
  /** When the next automatic rotation is due; absent while rotation is off. */
  nextRotationAt: string | undefined;
  /** `user`, or `scp` for a key that the platform manages. */
  managedType: string | undefined;
  /** Region of the key. */
  region: string;
  /** Account that owns the key. */
  accountId: string;
  /** When the key was made, RFC 3339. */
  createdAt: string;
  /** Id of the user who made the key. */
  createdBy: string;
  /** When the key will be deleted; absent unless it waits for its deletion. */
  deleteAt: string | undefined;
}

const phases: Readonly<Record<string, Phase>> = {
  Creating: "creating",
  Active: "ready",
  Stop: "ready",
  To_Be_Terminated: "terminating",
  Error: "failed",
};

/** A key's description, the one thing of it that can always be changed. */
export const keyDescription: OptionalInputRule<string> = {
  change: "update",
  schema: (z) => z.string().refine((text) => Array.from(text).length <= 100, "must be at most 100 characters long"),
  default: "",
};

export const keyOutputMarks = {
  state: "plain",
  currentVersion: "plain",
  nextRotationAt: "plain",
  managedType: "plain",
  region: "plain",
  accountId: "plain",
  createdAt: "plain",
  createdBy: "plain",
  deleteAt: "plain",
} as const;

export function identifyKey(key: Key): Identity {
  return {
    id: key.id,
    name: key.name,
    phase: phases[key.state] ?? "ready",
    state: key.state,
    createdAt: key.createdAt,
    deleteAt: key.deleteAt,
    region: key.region,
    account: key.accountId,
  };
}

export function keyOutputs(key: Key): Partial<KmsKeyOutputs> {
  return {
    state: key.state,
    ...(key.currentVersion === undefined ? {} : { currentVersion: key.currentVersion }),
    nextRotationAt: key.nextRotateAt,
    managedType: key.managedType,
    ...(key.region === undefined ? {} : { region: key.region }),
    ...(key.accountId === undefined ? {} : { accountId: key.accountId }),
    ...(key.createdAt === undefined ? {} : { createdAt: key.createdAt }),
    ...(key.createdBy === undefined ? {} : { createdBy: key.createdBy }),
    deleteAt: key.deleteAt,
  };
}
